import { type Currency, formatMoney, money, toDecimal } from '../../../kernel/money.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary } from '../../../ui/notice.ts';
import { filterBox, radios } from '../../../ui/pick.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { urls } from '../../../urls.ts';
import { shownCode } from '../code.ts';
import type { Coupon } from '../coupon.ts';
import { KIND_WORDS, lastDayOf, percent } from '../coupon-words.ts';
import type { Errors, Typed } from '../forms.ts';
import type { SaveRefusal } from '../wish.ts';

export type CouponForm = {
  /** The coupon that is changed; undefined for a new one. */
  readonly coupon: Coupon | undefined;
  readonly currency: Currency;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly typed: Typed;
  readonly errors: Errors;
};

/** A refusal as the error of its field. */
export const refusalErrors = (refusal: SaveRefusal): Errors =>
  refusal.because === 'code-taken'
    ? { code: 'Another coupon has this code. Please choose another one, or leave the field empty.' }
    : {
        limit: `It has been used ${refusal.uses} times already, counting those being paid right now. The limit cannot be lower.`,
      };

/** A coupon as the form shows it before anything is typed. */
export const typedOf = (coupon: Coupon | undefined, zone: string): Typed => {
  if (!coupon) return { takes: 'share', kind: ['seat', 'workbook'] };
  const decimal = (minor: number) => toDecimal(money(minor, coupon.currency));
  const day = (at: Coupon['fromAt']) => at?.toZonedDateTimeISO(zone).toPlainDate().toString() ?? '';
  return {
    title: coupon.title,
    code: shownCode(coupon.code),
    takes: coupon.amountMinor === null ? 'share' : 'amount',
    amount: coupon.amountMinor === null ? '' : decimal(coupon.amountMinor),
    share: coupon.perTenThousand === null ? '' : percent(coupon.perTenThousand),
    lowest: coupon.lowestMinor === 0 ? '' : decimal(coupon.lowestMinor),
    limit: String(coupon.usesLimit ?? ''),
    person: String(coupon.personLimit ?? ''),
    kind: coupon.kinds,
    group: coupon.offeringIds,
    from: day(coupon.fromAt),
    until: day(coupon.untilAt && lastDayOf(coupon.untilAt)),
  };
};

/** Making a coupon, or changing one from now on. */
export const couponFormPage = (frame: Frame, shown: CouponForm): Html => {
  const { coupon, errors } = shown;
  const title = coupon ? `Change ${shownCode(coupon.code)}` : 'A new coupon';
  const action = coupon ? urls.deskCouponChange(coupon.id) : urls.deskCouponNew();
  return shopRoom(frame, {
    title,
    tab: urls.deskCoupons(),
    main: html`<p class="small"><a href="${coupon ? urls.deskCoupon(coupon.id) : urls.deskCoupons()}">${coupon ? 'Back to the coupon' : 'All coupons'}</a></p><h1 class="t3">${title}</h1>
${coupon && html`<p>What was bought with it, or is being paid right now, stays as it is. The change counts from now on.</p>`}
${errorSummary(errors)}
<form method="post" action="${action}" class="stack g5" data-once novalidate><div class="grid wide-min">
<section class="card stack g4" aria-labelledby="what-h"><h2 class="t2" id="what-h">What it takes off</h2>${whatItTakes(frame, shown)}</section>
<section class="card stack g4" aria-labelledby="when-h"><h2 class="t2" id="when-h">How often, and when</h2>${limits(shown)}</section>
<section class="card stack g4" aria-labelledby="which-h"><h2 class="t2" id="which-h">What it is for</h2>${whatFor(shown)}</section>
</div><p><button class="btn">${coupon ? 'Save the change' : 'Make the coupon'}</button></p></form>`,
  });
};

const fieldOf =
  ({ typed, errors }: CouponForm) =>
  (name: string) => ({
    name,
    value: [typed[name]].flat()[0],
    error: errors[name],
  });

const whatItTakes = (frame: Frame, shown: CouponForm): Html => {
  const of = fieldOf(shown);
  const example = formatMoney(money(4500, shown.currency), frame.practice.locale);
  return html`${field({ ...of('title'), label: 'What is it for?', hint: 'Only the desk sees this: “Letter of autumn”, “Students”.', required: true, maxlength: 120, autocomplete: 'off' })}
${field({ ...of('code'), label: 'Code', hint: 'Leave it empty for one that nobody guesses. A word of your own is easier to remember, and whoever guesses it can use it. Capitals, spaces and dashes do not matter.', required: false, maxlength: 40, autocomplete: 'off' })}
${radios({
  legend: 'It takes off',
  name: 'takes',
  chosen: of('takes').value,
  error: shown.errors['takes'],
  options: [
    { value: 'share', label: 'A share, in percent' },
    { value: 'amount', label: 'An amount' },
  ],
})}
${field({ ...of('share'), label: 'Percent', hint: 'For a share: 10, or 12.5. 100 makes it free.', inputmode: 'decimal', maxlength: 8, autocomplete: 'off' })}
${field({ ...of('amount'), label: `Amount in ${shown.currency}`, hint: `For an amount, like ${example}. It never takes off more than there is.`, inputmode: 'decimal', maxlength: 14, autocomplete: 'off' })}`;
};

const limits = (shown: CouponForm): Html => {
  const of = fieldOf(shown);
  return html`${field({ ...of('limit'), label: 'How often in all', hint: 'Empty: as often as anybody likes.', inputmode: 'numeric', maxlength: 7, autocomplete: 'off', required: false })}
${field({ ...of('person'), label: 'How often for one person', hint: 'Counted by the e-mail address of who pays.', inputmode: 'numeric', maxlength: 3, autocomplete: 'off', required: false })}
${field({ ...of('from'), label: 'First day', type: 'date', required: false })}
${field({ ...of('until'), label: 'Last day', type: 'date', required: false })}
${field({ ...of('lowest'), label: 'From which sum on', hint: 'What it is for has to cost so much together.', inputmode: 'decimal', maxlength: 14, autocomplete: 'off', required: false })}`;
};

const whatFor = ({ typed, errors, groups }: CouponForm): Html => {
  const chosen = (name: string) => [typed[name] ?? []].flat();
  const error = errors['kind'];
  return html`<fieldset class="field"><legend>Kinds</legend><div class="picks">${Object.entries(KIND_WORDS).map(([value, label], index) => box('kind', { value, label, checked: chosen('kind').includes(value), id: index === 0 }))}</div>${error !== undefined && html`<p class="error" id="kind-error">${error}</p>`}</fieldset>
<fieldset class="field"><legend>Groups</legend><p class="hint">None ticked: every group, also those to come.</p><div class="picks">${groups.map(({ id, name }) => filterBox({ name: 'group', value: id, label: name, checked: chosen('group').includes(id) }))}</div></fieldset>`;
};

/** The first box of a set has the set's name as its id, so that an error summary can lead to it. */
const box = (
  name: string,
  {
    value,
    label,
    checked,
    id,
  }: { readonly value: string; readonly label: string; readonly checked: boolean; readonly id: boolean },
): Html =>
  id
    ? html`<span id="${name}">${filterBox({ name, value, label, checked })}</span>`
    : filterBox({ name, value, label, checked });
