import { CRISIS_REGIONS } from '../../ui/crisis-lines.ts';
import { field, selectField, textArea } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { practiceRoom } from '../../ui/practice-room.ts';
import { urls } from '../../urls.ts';
import {
  currencyChoices,
  currencyName,
  localeChoices,
  localeName,
  regionChoices,
  regionName,
  zoneChoices,
} from './choices.ts';
import type { SettingsErrors, TypedSettings } from './forms.ts';
import { type CurrencyStop, flat, type Settings, type SettingsRefusal } from './settings.ts';

export type SettingsView = {
  readonly settings: Settings;
  /** How many times they were saved. */
  readonly savings: number;
  readonly mayChange: boolean;
  readonly saved: boolean;
  readonly typed?: TypedSettings;
  readonly errors?: SettingsErrors;
  readonly refusal?: SettingsRefusal;
};

const STOPS = {
  orders: ({ count }: { count: number }) =>
    `The currency stays: ${count === 1 ? 'an order was' : `${count} orders were`} placed in it, and books in two currencies never agree.`,
  'paying-now': () => 'Somebody is at the checkout right now. Please try the currency again in half an hour.',
  'other-decimals': ({ names }: { names: readonly string[] }) =>
    `The new currency counts without cents, so that prices would change their meaning. First take the prices off: ${names.join(', ')}.`,
} satisfies { [Because in CurrencyStop['because']]: (stop: CurrencyStop & { because: Because }) => string };

const stopWords = (stop: CurrencyStop): string => STOPS[stop.because](stop as never);

/** A refusal as the error of its field; one that belongs to no field stands alone. */
const refusalErrors = (refusal: SettingsRefusal | undefined): SettingsErrors => {
  switch (refusal?.because) {
    case 'name-tells':
      return {
        neutralName: `“${refusal.word}” speaks of health, and bank statements lie open on tables. Please leave it out.`,
      };
    case 'currency-stands':
      return { currency: stopWords(refusal.stop) };
    default:
      return {};
  }
};

export const settingsPage = (frame: Frame, view: SettingsView): Html =>
  practiceRoom(frame, {
    title: 'Names and contact',
    tab: urls.practiceSettings(),
    main: html`<div class="row apart"><h1 class="t3">Names and contact</h1><a href="${urls.practiceHistory()}">What changed, and when</a></div>
${view.saved && notice('good', html`<p><b>Saved.</b> Visitors see it within a few seconds.</p>`, { say: true })}
${view.refusal?.because === 'changed-meanwhile' && notice('care', html`<p><b>Not saved yet.</b> Somebody else changed something while this page was open. Below is what you typed. <a href="${urls.practiceHistory()}">See what they changed</a>, then press Save again.</p>`, { say: true })}
${view.mayChange ? form(frame, view) : facts(view.settings)}`,
  });

const form = (frame: Frame, { settings, savings, typed = flat(settings), ...view }: SettingsView): Html => {
  const errors = { ...view.errors, ...refusalErrors(view.refusal) };
  const of = (name: keyof Settings) => ({ name, value: typed[name], error: errors[name] });
  const { locale } = frame.practice;
  return html`${errorSummary(errors)}
<form method="post" action="${urls.practiceSettings()}" class="stack g5" data-once novalidate>
<input type="hidden" name="opened" value="${savings}">
<div class="grid wide-min">
<section class="card stack g4" aria-labelledby="names-h"><h2 class="t2" id="names-h">Two names</h2>
${field({ ...of('name'), label: 'Name of the practice', hint: 'Stands on every page of the site.', maxlength: 120, autocomplete: 'organization', required: true })}
${field({ ...of('neutralName'), label: 'Neutral name', hint: 'PayPal, your buyers’ bank statements, the sender of our mail and calendar files show this name, and never the other. No word of it may speak of health.', maxlength: 40, autocomplete: 'off', required: true })}</section>
<section class="card stack g4" aria-labelledby="reach-h"><h2 class="t2" id="reach-h">How to reach you</h2>
${field({ ...of('email'), label: 'E-mail', type: 'email', hint: 'On the site, and where messages from it go.', maxlength: 254, autocomplete: 'email', required: true })}
${field({ ...of('phone'), label: 'Phone', type: 'tel', required: false, maxlength: 40, autocomplete: 'tel' })}
${textArea({ ...of('address'), label: 'Address', hint: 'As on an envelope, line by line. It also says who is responsible for people’s data.', rows: 3, autocomplete: 'street-address' })}</section>
<section class="card stack g4" aria-labelledby="place-h"><h2 class="t2" id="place-h">Place and clock</h2>
${selectField({ ...of('region'), label: 'Country', hint: 'Chooses the crisis lines, the words of consent, and what the button to pay has to say.', choices: withCurrent(regionChoices(new Set(Object.keys(CRISIS_REGIONS))), settings.region) })}
${selectField({ ...of('zone'), label: 'Time zone', hint: 'For new groups, and for the desk. A group keeps the zone it was made with.', choices: zoneChoices(settings.zone) })}
${selectField({ ...of('locale'), label: 'How dates and money are written', hint: 'The words of the pages stay English.', choices: withCurrent(localeChoices(), settings.locale) })}</section>
<section class="card stack g4" aria-labelledby="money-h"><h2 class="t2" id="money-h">Money</h2>
${selectField({ ...of('currency'), label: 'Currency', hint: 'Can be changed until the first order. Prices you have already set keep their numbers: $45 becomes €45.', choices: currencyChoices(locale) })}</section>
</div>
<p class="row"><button class="btn" type="submit">Save</button></p>
</form>`;
};

type Choices = ReturnType<typeof localeChoices>;
const withCurrent = (choices: Choices, current: string): Choices =>
  choices.some(({ value }) => value === current) ? choices : [{ value: current, words: current }, ...choices];

const facts = (settings: Settings): Html => html`<section class="card stack g4"><dl class="facts">
<dt>Name</dt><dd>${settings.name}</dd><dt>Neutral name</dt><dd>${settings.neutralName}</dd>
<dt>E-mail</dt><dd>${settings.email}</dd><dt>Phone</dt><dd>${settings.phone || 'None'}</dd>
<dt>Address</dt><dd>${settings.address.length === 0 ? 'None' : settings.address.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</dd>
<dt>Country</dt><dd>${regionName(settings.region)}</dd><dt>Time zone</dt><dd>${settings.zone}</dd>
<dt>Dates and money</dt><dd>${localeName(settings.locale)}</dd><dt>Currency</dt><dd>${currencyName(settings.currency)}</dd></dl>
<p class="soft">Only an owner can change these.</p></section>`;
