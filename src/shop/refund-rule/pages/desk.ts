import { writeDate } from '../../../kernel/formats.ts';
import { type Currency, formatMoney, money } from '../../../kernel/money.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { dateIn, momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { practiceRoom } from '../../../ui/practice-room.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import { type Example, type ExampleMoment, examplesOf } from '../examples.ts';
import type { Form } from '../forms.ts';
import { COOLING_OFF_DAYS, hasCoolingOff } from '../house-rule.ts';
import type { Bought, RefundRule } from '../rule.ts';
import { ruleSentences } from '../rule-words.ts';
import type { StoredRule } from '../store.ts';

/** The chair that the examples are reckoned on. */
export type ExampleChair = { readonly of: string | undefined; readonly bought: Bought };

export type RuleView = {
  /** The owner writes it; the front desk reads it. */
  readonly mayWrite: boolean;
  readonly currency: Currency;
  readonly inForce: StoredRule;
  readonly earlier: readonly StoredRule[];
  readonly chair: ExampleChair;
  readonly form: Form;
  /** What was typed, to be looked at before it is saved. */
  readonly preview: RefundRule | undefined;
  readonly problem: 'written-meanwhile' | undefined;
  readonly saved: boolean;
};

/** The owner's page: the rule that holds, how it works on real dates, and the form for the next version. */
export const rulePage = (frame: Frame, view: RuleView): Html =>
  practiceRoom(frame, {
    title: 'Refund rule',
    tab: urls.deskRefundRule(),
    main: html`<div class="stack g2"><h1 class="t3">Refund rule</h1>
<p class="soft">What goes back when somebody gives a chair back. It is shown before people pay, and on their order. Whoever has bought keeps the rule they bought with.</p></div>
${view.saved && notice('good', html`<p>Saved. It holds for everybody who begins to pay from now on.</p>`, { say: true })}
${view.problem && notice('care', html`<p>Somebody else has written a new version since you opened this page. It stands on the right. What you typed is kept; look at both, and save again.</p>`, { say: true })}
${errorSummary(view.form.errors)}
<div class="split even">${view.mayWrite ? ruleForm(frame, view) : html`<p>Only an owner can change the rule.</p>`}<div class="stack g5">${previewOf(frame, view)}${inForce(frame, view)}</div></div>
${earlierVersions(frame, view)}`,
  });

const ruleForm = (frame: Frame, { form, inForce: now, currency, preview }: RuleView): Html => {
  const { typed, errors } = form;
  const number = (name: string, label: string, hint: string) =>
    field({
      name,
      label,
      hint,
      value: typed[name],
      error: errors[name],
      required: true,
      inputmode: 'numeric',
      maxlength: 4,
    });
  return html`<form class="card stack g4" method="post" action="${urls.deskRefundRule()}" novalidate><h2 class="t2">${preview ? 'What you wrote' : 'Write a new version'}</h2>
<input type="hidden" name="after" value="${now.version}">
${number('full_until_days', 'Everything goes back until so many days before the first meeting', '0 means until the first meeting begins.')}
${number('share_before', 'Percent that go back after that, before the first meeting', '0 for nothing, 50 for half.')}
${number('share_after', 'Percent of the meetings still to come, once the first has begun', '0 for nothing. It cannot be more than the percentage above.')}
${field({ name: 'fee', label: `Fee kept out of what goes back, in ${currency}`, hint: 'PayPal keeps its own fee when money goes back. 0 for none.', value: typed['fee'], error: errors['fee'], inputmode: 'decimal', maxlength: 12 })}
${number('cooling_off_days', 'Cooling-off days after buying', coolingHint(frame.practice.region))}
<div class="row"><button class="btn quiet" name="do" value="preview">Show me how it works</button><button class="btn" name="do" value="save">Save this rule</button></div></form>`;
};

const coolingHint = (region: string): string =>
  hasCoolingOff(region)
    ? `In your region a purchase at a distance can usually be taken back for ${COOLING_OFF_DAYS} days. There are exceptions, for example for health care and for events on a fixed date. Whether one fits your groups is a question for a lawyer.`
    : '0 for none. Some regions ask for 14. If you are not sure, ask a lawyer.';

const previewOf = (frame: Frame, view: RuleView): Html | false =>
  view.preview !== undefined &&
  html`<section class="card stack g3" aria-labelledby="preview"><h2 class="t2" id="preview">How your new rule works</h2><p class="small soft">Not saved yet.</p>${atWork(frame, view.preview, { ...view, caption: 'What goes back by the new rule' })}</section>`;

const inForce = (frame: Frame, view: RuleView): Html =>
  html`<section class="card stack g3" aria-labelledby="in-force"><h2 class="t2" id="in-force">The rule that holds now</h2>
<p class="small soft">Version ${view.inForce.version}, ${view.inForce.madeBy === null ? 'the one every practice begins with' : `since ${momentWords(view.inForce.madeAt, frame.practice.zone, frame.practice.locale)}`}.</p>${atWork(frame, view.inForce, { ...view, caption: 'What goes back by the rule that holds' })}</section>`;

const atWork = (
  frame: Frame,
  rule: RefundRule,
  { currency, chair, caption }: Pick<RuleView, 'currency' | 'chair'> & { readonly caption: string },
): Html => {
  const { locale } = frame.practice;
  const price = (minor: number) => formatMoney(money(minor, currency), locale);
  const { bought, of } = chair;
  const about = of === undefined ? 'A made-up chair' : `A chair in “${of}”`;
  return html`<ul>${ruleSentences(rule, { locale, currency }).map((sentence) => html`<li>${sentence}</li>`)}</ul>
<h3>An example</h3><p class="small">${about}, bought today for ${price(bought.paidMinor)}: ${bought.meetings.length === 1 ? '1 meeting' : `${bought.meetings.length} meetings`} from ${dayWords(frame, bought)}.</p>
${table(
  caption,
  [
    {
      head: 'Given back',
      cell: (row) =>
        html`${MOMENTS[row.when]}<br><span class="small soft">${momentWords(row.at, bought.zone, locale)}</span>`,
    },
    { head: 'Goes back', number: true, cell: (row) => price(row.minor) },
  ],
  examplesOf(rule, bought) as readonly Example[],
)}`;
};

const dayWords = (frame: Frame, { meetings, zone }: Bought): string => {
  const [first] = meetings;
  return first
    ? writeDate(dateIn(first.startsAt, zone), frame.practice.locale, {
        weekday: 'long',
        month: 'long',
        day: 'numeric',
      })
    : '';
};

const MOMENTS = {
  'day-after-buying': 'The day after buying',
  'last-day-for-all': 'In the last minute for all of it',
  'day-after-that': 'Half a day later',
  'hour-before-first': 'An hour before the first meeting',
  'after-first': 'After the first meeting',
  'after-half': 'After half of the meetings',
  'after-last': 'After the last meeting',
} satisfies Record<ExampleMoment, string>;

const earlierVersions = (frame: Frame, { earlier, currency }: RuleView): Html | false => {
  const { zone, locale } = frame.practice;
  return (
    earlier.length > 0 &&
    html`<section class="card stack g3"><h2 class="t2">Earlier versions</h2><p class="small soft">Kept for ever: each still holds for what was bought with it.</p>
${earlier.map((rule) => html`<details class="more"><summary>Version ${rule.version}, since ${momentWords(rule.madeAt, zone, locale)}</summary><ul>${ruleSentences(rule, { locale, currency }).map((sentence) => html`<li>${sentence}</li>`)}</ul></details>`)}</section>`
  );
};
