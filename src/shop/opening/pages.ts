import { badge } from '../../ui/badge.ts';
import { crisisRegion, EVERYWHERE } from '../../ui/crisis-lines.ts';
import { field } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { practiceRoom } from '../../ui/practice-room.ts';
import { urls } from '../../urls.ts';
import { checklist, type Facts, type Item, type Line, missingOf, type State } from './checklist.ts';
import type { Errors, Told, Typed } from './forms.ts';
import { found } from './pages/found.ts';
import { ITEMS } from './pages/item-words.ts';

export type OpeningView = {
  readonly facts: Facts;
  readonly mayChange: boolean;
  readonly typed: Typed;
  readonly errors: Errors;
  /** Where PayPal has to send its news. */
  readonly webhookAddress: string;
  readonly told: Told | undefined;
};

const TOLD = {
  checked: 'Written down. Thank you for calling.',
  asked: 'PayPal was asked. What came of it stands below.',
  letter:
    'A letter to you is on its way. When it has left, this page says so; whether it arrived, only you can see.',
} as const satisfies Record<Told, string>;

/** What is there, why it is needed, and where it is done. */
export const openingPage = (frame: Frame, view: OpeningView): Html => {
  const lines = checklist(view.facts);
  return practiceRoom(frame, {
    title: 'Opening: what is still missing',
    tab: urls.practiceOpening(),
    main: html`<h1 class="t3">Before you open</h1>
${view.told && notice('good', html`<p><b>${TOLD[view.told]}</b></p>`, { say: true })}${errorSummary(view.errors)}
${summary(missingOf(lines))}
<p class="narrow">All of this is read from what the program knows right now. Only one line is written by hand, because no program can call a crisis line.</p>
<ol class="grid wide-min plain">${lines.map((line) => lineCard(frame, view, line))}</ol>`,
  });
};

const summary = (missing: number): Html => {
  if (missing === 0)
    return notice(
      'good',
      html`<p><b>Nothing is missing.</b> People can find a group, pay for a chair and come.</p>`,
    );
  const words = missing === 1 ? 'One thing is missing.' : `${missing} things are missing.`;
  return notice(
    'inform',
    html`<p><b>${words}</b> Each says below where it is done. From top to bottom is a good order.</p>`,
  );
};

const BADGES = {
  there: ['There', 'plain'],
  missing: ['Missing', 'open'],
  free: ['As you like', 'wait'],
} as const satisfies Record<State, readonly [string, 'plain' | 'wait' | 'open']>;

const lineCard = (frame: Frame, view: OpeningView, { item, state }: Line): Html => {
  const { title, why } = ITEMS[item];
  const [words, kind] = BADGES[state];
  return html`<li class="card stack g3"><div class="row apart"><h2 class="t2">${title}</h2>${badge(words, kind)}</div>
<p>${found(item, view.facts, frame)}</p>
<p class="small soft">${why}</p>
${view.mayChange && (DONE_HERE[item]?.(view) ?? wayTo(item, state))}</li>`;
};

const wayTo = (item: Item, state: State): Html | false => {
  const { way } = ITEMS[item];
  return (
    way !== undefined &&
    html`<p><a class="btn ${state === 'missing' ? '' : 'quiet'} sm" href="${way.href}">${way.words}</a></p>`
  );
};

const button = (action: string, words: string): Html =>
  html`<form method="post" action="${action}" data-once><button class="btn quiet sm" type="submit">${words}</button></form>`;

/** What is done on this page itself. */
const DONE_HERE: Partial<Record<Item, (view: OpeningView) => Html>> = {
  crisis: ({ facts, typed, errors }) => html`${toCall(facts.region)}
<form method="post" action="${urls.practiceOpeningCrisis()}" class="stack g3 narrow" data-once novalidate>
${field({ name: 'day', label: 'On which day they were called', type: 'date', value: typed.day, error: errors.day, required: true })}
${field({ name: 'who', label: 'Who called', value: typed.who, error: errors.who, maxlength: 120, autocomplete: 'off', required: true })}
<p><button class="btn quiet sm" type="submit">They were called, and they are right</button></p></form>`,
  paypal: () => button(urls.practiceOpeningPayPal(), 'Ask PayPal now'),
  mail: () => button(urls.practiceOpeningLetter(), 'Send me a letter'),
  webhook: ({ webhookAddress }) =>
    html`<p>At PayPal, in your app’s page of the developer dashboard, this address belongs under “Webhooks”: <code>${webhookAddress}</code></p>`,
};

/** An emergency number is looked up, never called to try it. */
const toCall = (code: string): Html => {
  const region = crisisRegion(code);
  if (!region)
    return html`<p>We know no lines of your country, so your pages lead to a list of all countries. Please look there whether the lines of yours answer: <a href="${EVERYWHERE.address}" rel="noreferrer">${EVERYWHERE.name}</a></p>`;
  const lines = region.lines.map(
    ({ name, number, text }) => html`<li>${text ? 'Call and text' : 'Call'} <b>${number}</b> (${name})</li>`,
  );
  return html`<p>Please do this from a phone here, and say that you are checking the number:</p><ul>${lines}</ul><p>Never call the emergency number to try it. Look up that it is still <b>${region.emergency}</b>.</p>`;
};
