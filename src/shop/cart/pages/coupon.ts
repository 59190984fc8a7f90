import { writeDate } from '../../../kernel/formats.ts';
import { formatMoney, money } from '../../../kernel/money.ts';
import { errorBelow } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { urls } from '../../../urls.ts';
import { shownCode } from '../../coupons/public.ts';
import type { CartView } from '../cart.ts';
import type { CodeRefusal } from '../coupon-actions.ts';

/** A code that was just typed and refused. */
export type TriedCode = {
  readonly typed: string;
  readonly refusal: CodeRefusal | { readonly because: 'too-many' };
};

type Words = (frame: Frame, refusal: never, cart: CartView) => string;

/** None of these tells of anybody else. */
const REFUSALS: Record<TriedCode['refusal']['because'], Words> = {
  unknown: () => 'We do not know this code. Please look at its letters once more.',
  paused: () => 'This code cannot be used at the moment.',
  'not-yet': ({ practice }, { fromAt }: Extract<CodeRefusal, { because: 'not-yet' }>) =>
    `This code can be used from ${writeDate(fromAt.toZonedDateTimeISO(practice.zone).toPlainDate(), practice.locale, { month: 'long', day: 'numeric' })} on.`,
  over: () => 'The days for this code are over.',
  'run-out': () => 'This code has been used as often as it can be, or is being used right now.',
  'not-these': () => 'This code is not for what is in your cart.',
  'too-low': ({ practice }, { lowestMinor }: Extract<CodeRefusal, { because: 'too-low' }>, { total }) =>
    `This code is for sums from ${formatMoney(money(lowestMinor, total.currency), practice.locale)} on.`,
  'other-currency': () => 'This code is for prices in another currency.',
  'empty-cart': () => 'Please put something into the cart first, then the code.',
  'used-here': () => 'You have used this code already.',
  'too-many': () =>
    'There were many tries in a short time. Please try again in an hour, or go on without a code.',
};

/** Why a code takes nothing off, in words for who typed it. */
export const codeWords = (frame: Frame, refusal: TriedCode['refusal'], cart: CartView): string =>
  REFUSALS[refusal.because](frame, refusal as never, cart);

/** The code that takes something off, or a field for one. Nothing here is asked of whoever has none. */
export const couponPart = (frame: Frame, cart: CartView, tried: TriedCode | undefined): Html => {
  const coupon = cart.price?.coupon;
  if (coupon && !tried) return inCart(frame, cart, coupon);
  return html`${coupon && inCart(frame, cart, coupon)}<details class="more" ${attributes({ open: tried !== undefined })}><summary>I have a code</summary>
<form class="field" method="post" action="${urls.cartCoupon()}"><label for="code">Code</label><div class="row keep"><input type="text" ${attributes({ id: 'code', name: 'code', value: tried?.typed ?? '', maxlength: 60, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', 'aria-invalid': tried && 'true', 'aria-describedby': tried && 'code-error' })}><button class="btn quiet">Use</button></div>${errorBelow('code', tried && codeWords(frame, tried.refusal, cart))}</form></details>`;
};

const inCart = (
  frame: Frame,
  cart: CartView,
  { code, refusal }: NonNullable<NonNullable<CartView['price']>['coupon']>,
): Html => html`<div class="stack g2"><div class="row apart"><p>Code <b class="num">${shownCode(code)}</b></p><form method="post" action="${urls.cartCouponRemoval()}"><button class="btn plain sm">Take it out<span class="vh"> of the cart</span></button></form></div>
${refusal && html`<p class="error" id="coupon-problem">${codeWords(frame, refusal, cart)} Take it out to go on.</p>`}</div>`;
