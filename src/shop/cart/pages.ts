import { formatMoney } from '../../kernel/money.ts';
import { type Bought, boughtInWords, buyingSteps } from '../../ui/buying-steps.ts';
import { seatRing } from '../../ui/drawings/seat-ring.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { clockTime } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { holdShown, purchaseLines, sumList, sumWords } from '../../ui/purchase.ts';
import { urls } from '../../urls.ts';
import { shownCode } from '../coupons/public.ts';
import { sumRows, taxInside } from '../pricing/public.ts';
import type { CartRefusal, CartView, Wish } from './cart.ts';
import { boughtIn, heldChairs, type LineView } from './line.ts';
import { codeWords, couponPart, type TriedCode } from './pages/coupon.ts';
import { cartLine, fromField, priceWords } from './pages/line.ts';

export type CartPage = {
  readonly cart: CartView;
  /** Where "Exit Shopping Cart" leads. */
  readonly from: string | undefined;
  readonly refusal?: CartRefusal['because'] | undefined;
  readonly removed?: { readonly name: string; readonly wish: Wish } | undefined;
  /** True after "Go on" met another price than the one that was listed. */
  readonly priceChanged?: boolean;
  /** A code that was just typed and refused. */
  readonly tried?: TriedCode | undefined;
};

const REFUSALS = {
  'unknown-group': 'We could not find this group. It may have ended. Your cart is as it was.',
  'unknown-thing': 'We could not find this. It may no longer be sold. Your cart is as it was.',
  closed: 'This group takes nobody new at the moment. Your cart is as it was.',
  begun: 'This group has begun, and takes nobody new once it has. Your cart is as it was.',
  over: 'This group has had its last meeting. Your cart is as it was.',
  full: 'Every chair in this group is taken or held right now. Your cart is as it was. You can write to us, or look again later.',
  'unknown-price':
    'This price does not belong to this group. Your cart is as it was. Please choose one of the prices on its page.',
  'fund-low':
    'This price is open again when the sponsors’ fund has been filled. Your cart is as it was. You can choose another price.',
  'not-sold': 'This is not sold at the moment. Your cart is as it was.',
  'part-not-sold': 'A part of this package cannot be had right now. Your cart is as it was.',
  twice: 'A part of this lies in your cart already. Your cart is as it was.',
  'one-of-each':
    'A cart holds one chair for one person in each group, and each workbook or package once. Your cart is as it was.',
  'in-cart-already':
    'A part of this lies in your cart already. Your cart is as it was. Remove the other line first if you want this one.',
  'other-currency':
    'This is paid in another currency than the one in your cart. Please buy one after the other.',
  'apply-first':
    'One comes into this group after a talk and a yes. Its page says how to ask for it. Your cart is as it was.',
  'offer-elsewhere': 'You are taking this chair in another window or on another device. Please go on there.',
  'two-people':
    'A chair that is kept for somebody else lies in this cart already. Please take these chairs one after the other.',
  'cart-full': 'This cart is full. Please pay for what lies in it first, then come back for more.',
} satisfies Record<CartRefusal['because'], string>;

/** The cart, in whichever state it is; the content of the drawer as well. */
export const cartPage = (frame: Frame, shown: CartPage): Html =>
  page(frame, {
    title: 'Cart',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="cart-heading">${contentOf(frame, shown)}</section></div>`,
  });

const contentOf = (frame: Frame, shown: CartPage): Html =>
  html`<h1 class="t2" id="cart-heading">${headingOf(shown.cart)}</h1>${noticesOf(frame, shown)}${shown.cart.lines.length === 0 ? emptyCart() : fullCart(frame, shown)}${exit(shown.from)}`;

const headingOf = (cart: CartView) => (cart.lines.length === 0 ? 'Your Cart is Empty' : 'Your cart');

const noticesOf = (
  frame: Frame,
  shown: CartPage,
): Html => html`${triedCode(frame, shown)}${shown.refusal && notice('care', html`<p>${REFUSALS[shown.refusal]}</p>`, { say: true })}
${shown.removed && notice('inform', html`<p>“${shown.removed.name}” is out of your cart.</p>${putBack(shown.removed, shown.from)}`, { say: true })}
${shown.priceChanged === true && notice('care', html`<p><b>A price has changed since you put it in.</b> Nothing is held or paid yet. Today’s price is beside each line. If it is right for you, go on.</p>`, { say: true })}`;

/** An empty cart has no field for a code; elsewhere the message leads to it. */
const triedCode = (frame: Frame, { cart, tried }: CartPage): Html | false => {
  if (!tried) return false;
  const words = codeWords(frame, tried.refusal, cart);
  return cart.lines.length === 0
    ? notice('care', html`<p>${words}</p>`, { say: true })
    : errorSummary({ code: words });
};

const putBack = (removed: { readonly wish: Wish }, from: string | undefined): Html =>
  html`<form method="post" action="${urls.cartLines()}">${wishFields(removed.wish)}${fromField(from)}<button class="btn plain sm">Put it back</button></form>`;

const wishFields = (wish: Wish): Html => {
  if (wish.kind === 'seat')
    return html`<input type="hidden" name="offering" value="${wish.offeringId}"><input type="hidden" name="tier" value="${wish.tierId}">`;
  const id = wish.kind === 'workbook' ? wish.workbookId : wish.packageId;
  return html`<input type="hidden" name="${wish.kind}" value="${id}">`;
};

const emptyCart = (): Html =>
  html`<div class="empty"><div aria-hidden="true">${seatRing({ total: 8, taken: 0, facilitators: 1 })}</div><p>Nothing is waiting and nothing is lost.<br>Take all the time you need.</p><a class="btn" href="${urls.groups()}">Find a group</a><p class="small soft">Held a chair earlier? Holds end after 15 minutes so that others can sit. <a href="${urls.orderFind()}">Look for my order</a></p></div>`;

const fullCart = (frame: Frame, { cart, from, tried }: CartPage): Html => {
  const free = cart.total.minor === 0;
  const bought = boughtIn(cart.lines);
  const holds = cart.checkout === undefined && bought.chairs > 0;
  return html`${cart.checkout?.paypalFailed === true ? paypalFailed(frame, cart.checkout.heldUntil, bought) : ''}
${buyingSteps(bought, 'cart')}
${cart.checkout && heldNow(frame, cart.checkout.heldUntil, cart)}
${purchaseLines(cart.lines.map((line) => cartLine(frame, line, from)))}
${sumOf(frame, cart)}
${couponPart(frame, cart, tried)}
<form method="post" action="${urls.checkout()}" data-once>${fromField(from)}<button class="btn full">Go on to “About you”</button></form>
<p class="small soft">${holds && `From there we hold your ${bought.chairs === 1 ? 'chair' : 'chairs'} for 15 minutes. `}${free ? 'There is nothing to pay.' : html`At the end you pay with PayPal. PayPal and your bank see <b>“${frame.practice.neutralName}”</b>, an order number and the amount. Nothing about groups or health.`}</p>`;
};

const paypalFailed = (frame: Frame, heldUntil: CartView['now'], bought: Bought): Html =>
  notice(
    'alarm',
    html`<p><b>There was an error with PayPal</b></p><p>The payment did not go through. You have not been charged${stillYours(frame, heldUntil, bought)}.</p><p><a class="btn" href="${urls.checkoutPay()}">Click here to try again</a></p>`,
    { say: true },
  );

const stillYours = (frame: Frame, heldUntil: CartView['now'], bought: Bought): Html | false =>
  bought.chairs > 0 &&
  html`, and your ${boughtInWords({ chairs: bought.chairs, things: 0 })} ${bought.chairs === 1 ? 'is' : 'are'} still yours until ${clockTime(heldUntil, frame.practice.zone, frame.practice.locale)}`;

const heldNow = (frame: Frame, heldUntil: CartView['now'], cart: CartView): Html | false => {
  const chairs = heldChairs(cart.lines);
  return (
    chairs > 0 &&
    holdShown({
      until: clockTime(heldUntil, frame.practice.zone, frame.practice.locale),
      minutesLeft: Math.max(
        1,
        Math.round((heldUntil.epochMilliseconds - cart.now.epochMilliseconds) / 60_000),
      ),
      minutesInAll: 15,
      chairs,
    })
  );
};

const sumOf = (frame: Frame, { lines, total, price }: CartView): Html => {
  const { locale } = frame.practice;
  const rows = lines
    .filter((line) => !line.problem)
    .map((line) => ({
      words: rowWords(line, lines.length > 1, locale),
      price: priceWords(line.total, locale),
    }));
  const parts = price && {
    ...price,
    coupon: price.coupon && { code: shownCode(price.coupon.code), saving: price.couponSaving },
  };
  const takesOff = parts ? sumRows(parts, locale) : [];
  const inside = parts && taxInside(parts, locale);
  return html`${sumList([...rows, ...takesOff], { words: 'Total today', price: formatMoney(total, locale) })}${inside && html`<p class="small soft">${inside}</p>`}`;
};

const rowWords = (line: LineView, several: boolean, locale: string): string => {
  if (line.kind !== 'seat') return line.name;
  const { name, meetings, unit } = line;
  const row = { name, meetings: meetings.length, unit: formatMoney(unit, locale), free: unit.minor === 0 };
  return sumWords(row, several);
};

const exit = (from: string | undefined): Html =>
  html`<a class="btn quiet full" href="${from ?? urls.groups()}" data-exit>Exit Shopping Cart</a>`;
