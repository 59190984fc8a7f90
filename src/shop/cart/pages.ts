import { formatMoney } from '../../kernel/money.ts';
import { seatRing } from '../../ui/drawings/seat-ring.ts';
import type { Frame } from '../../ui/frame.ts';
import { attributes, type Html, html } from '../../ui/html.ts';
import { clockTime } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { holdShown, purchaseLines, runWords, sumList, sumWords } from '../../ui/purchase.ts';
import { steps } from '../../ui/steps.ts';
import { urls } from '../../urls.ts';
import { shownCode } from '../coupons/public.ts';
import { sumRows, taxInside } from '../pricing/public.ts';
import type { CartRefusal, CartView, LineProblem, LineView } from './cart.ts';
import { codeWords, couponPart, type TriedCode } from './pages/coupon.ts';

export type CartPage = {
  readonly cart: CartView;
  /** Where "Exit Shopping Cart" leads. */
  readonly from: string | undefined;
  readonly refusal?: CartRefusal['because'] | undefined;
  readonly removed?:
    | { readonly name: string; readonly offeringId: string; readonly tierId: string }
    | undefined;
  /** True after "Go on" met another price than the one that was listed. */
  readonly priceChanged?: boolean;
  /** A code that was just typed and refused. */
  readonly tried?: TriedCode | undefined;
};

const REFUSALS = {
  'unknown-group': 'We could not find this group. It may have ended. Your cart is as it was.',
  closed: 'This group takes nobody new at the moment. Your cart is as it was.',
  begun: 'This group has begun, and takes nobody new once it has. Your cart is as it was.',
  over: 'This group has had its last meeting. Your cart is as it was.',
  full: 'Every chair in this group is taken or held right now. Your cart is as it was. You can write to us, or look again later.',
  'unknown-price':
    'This price does not belong to this group. Your cart is as it was. Please choose one of the prices on its page.',
  'one-chair': 'A cart holds one chair for one person in each group. Your cart is as it was.',
  'fund-low':
    'This price is open again when the sponsors’ fund has been filled. Your cart is as it was. You can choose another price.',
  'other-currency':
    'This group is paid in another currency than the one in your cart. Please buy one after the other.',
  'apply-first':
    'One comes into this group after a talk and a yes. Its page says how to ask for it. Your cart is as it was.',
  'offer-elsewhere': 'You are taking this chair in another window or on another device. Please go on there.',
  'two-people':
    'A chair that is kept for somebody else lies in this cart already. Please take these chairs one after the other.',
  'cart-full': 'This cart is full. Please pay for these chairs first, then come back for more.',
} satisfies Record<CartRefusal['because'], string>;

const PROBLEMS = {
  closed: 'It takes nobody new at the moment. Remove it to go on.',
  begun: 'It has begun, and takes nobody new once it has. Remove it to go on.',
  over: 'It has had its last meeting. Remove it to go on.',
  full: 'Every chair is taken or held right now. Remove it to go on, or look again later.',
  'apply-first':
    'One comes into this group after a talk and a yes. Remove it to go on; its page says how to ask.',
  'offer-elsewhere':
    'You are taking this chair in another window or on another device. Go on there, or remove it here.',
  'unknown-price': 'The price you chose is no longer offered. Please choose one below.',
  'fund-low':
    'This price is partly paid by our sponsors’ fund, and is open again when the fund has been filled. Please choose another one below, or look again later.',
} satisfies Record<LineProblem, string>;

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

const putBack = (removed: { offeringId: string; tierId: string }, from: string | undefined): Html =>
  html`<form method="post" action="${urls.cartLines()}"><input type="hidden" name="offering" value="${removed.offeringId}"><input type="hidden" name="tier" value="${removed.tierId}">${fromField(from)}<button class="btn plain sm">Put it back</button></form>`;

const emptyCart = (): Html =>
  html`<div class="empty"><div aria-hidden="true">${seatRing({ total: 8, taken: 0, facilitators: 1 })}</div><p>Nothing is waiting and nothing is lost.<br>Take all the time you need.</p><a class="btn" href="${urls.groups()}">Find a group</a><p class="small soft">Held a chair earlier? Holds end after 15 minutes so that others can sit. <a href="${urls.orderFind()}">Look for my order</a></p></div>`;

const fullCart = (frame: Frame, { cart, from, tried }: CartPage): Html => {
  const free = cart.total.minor === 0;
  return html`${cart.checkout?.paypalFailed === true ? paypalFailed(frame, cart.checkout.heldUntil, cart.lines.length) : ''}
${steps('Steps to your chair', STEPS, 1)}
${cart.checkout && heldNow(frame, cart.checkout.heldUntil, cart)}
${purchaseLines(cart.lines.map((line) => cartLine(frame, line, from)))}
${sumOf(frame, cart)}
${couponPart(frame, cart, tried)}
<form method="post" action="${urls.checkout()}" data-once>${fromField(from)}<button class="btn full">Go on to “About you”</button></form>
<p class="small soft">${cart.checkout ? '' : `From there we hold your ${cart.lines.length === 1 ? 'chair' : 'chairs'} for 15 minutes. `}${free ? 'There is nothing to pay.' : html`At the end you pay with PayPal. PayPal and your bank see <b>“${frame.practice.neutralName}”</b>, an order number and the amount. Nothing about groups or health.`}</p>`;
};

const STEPS = [{ words: 'Chair' }, { words: 'About you' }, { words: 'Agreement' }, { words: 'Pay' }];

const paypalFailed = (frame: Frame, heldUntil: CartView['now'], chairs: number): Html =>
  notice(
    'alarm',
    html`<p><b>There was an error with PayPal</b></p><p>The payment did not go through. You have not been charged, and your ${chairs === 1 ? 'chair is' : 'chairs are'} still yours until ${clockTime(heldUntil, frame.practice.zone, frame.practice.locale)}.</p><p><a class="btn" href="${urls.checkoutPay()}">Click here to try again</a></p>`,
    { say: true },
  );

const heldNow = (frame: Frame, heldUntil: CartView['now'], cart: CartView): Html =>
  holdShown({
    until: clockTime(heldUntil, frame.practice.zone, frame.practice.locale),
    minutesLeft: Math.max(1, Math.round((heldUntil.epochMilliseconds - cart.now.epochMilliseconds) / 60_000)),
    minutesInAll: 15,
    chairs: cart.lines.filter((line) => line.heldByBuyer).length,
  });

const cartLine = (frame: Frame, line: LineView, from: string | undefined) => {
  const { locale } = frame.practice;
  const run = runWords(
    line.meetings.map(({ startsAt }) => startsAt),
    line.zone,
    locale,
  );
  const { capacity, confirmed, held } = line.seats;
  return {
    drawing: seatRing({
      total: capacity,
      taken: confirmed + (line.heldByBuyer ? 1 : 0),
      held: held - (line.heldByBuyer ? 1 : 0),
      mine: line.heldByBuyer,
    }),
    name: line.address ? html`<a href="${urls.group(line.address)}">${line.name}</a>` : line.name,
    hint: `${run && `${run}. `}“${line.tier.name}” price${line.unit.minor === 0 ? ', free' : `, ${formatMoney(line.unit, locale)} each`}.${line.fundUnit.minor > 0 ? ` Our sponsors’ fund adds ${formatMoney(line.fundUnit, locale)} each.` : ''}`,
    price: line.problem ? '' : priceWords(line.total, locale),
    word: wordOf(line, locale),
    doors: doorsOf(line, locale, from),
  };
};

const priceWords = (total: LineView['total'], locale: string) =>
  total.minor === 0 ? 'Free' : formatMoney(total, locale);

const wordOf = (line: LineView, locale: string): Html | undefined => {
  if (line.problem) return html`<p class="small error">${PROBLEMS[line.problem]}</p>`;
  if (!line.listedBefore) return undefined;
  return html`<p class="small">The price has changed since you put it in: it was ${formatMoney(line.listedBefore, locale)} each, now it is ${formatMoney(line.unit, locale)}.</p>`;
};

const doorsOf = (line: LineView, locale: string, from: string | undefined): Html =>
  html`<details class="more" ${attributes({ open: line.problem === 'unknown-price' || line.problem === 'fund-low' })}><summary>Change<span class="vh"> the price of ${line.name}</span></summary>
<form class="stack g2" method="post" action="${urls.cartLine(line.id)}"><label for="tier-${line.id}">What you pay each time</label><select id="tier-${line.id}" name="tier">${line.tiers.map((tier) => html`<option ${attributes({ value: tier.id, selected: tier.id === line.tier.id })}>${tier.name}, ${formatMoney(tier.unit, locale)}</option>`)}</select>${fromField(from)}<button class="btn quiet sm">Save</button></form></details>
<form method="post" action="${urls.cartLineRemoval(line.id)}">${fromField(from)}<button class="btn plain sm">Remove<span class="vh"> ${line.name}</span></button></form>`;

const sumOf = (frame: Frame, { lines, total, price }: CartView): Html => {
  const { locale } = frame.practice;
  const rows = lines
    .filter((line) => !line.problem)
    .map(({ name, meetings, unit, total: sum }) => {
      const row = {
        name,
        meetings: meetings.length,
        unit: formatMoney(unit, locale),
        free: unit.minor === 0,
      };
      return { words: sumWords(row, lines.length > 1), price: priceWords(sum, locale) };
    });
  const parts = price && {
    ...price,
    coupon: price.coupon && { code: shownCode(price.coupon.code), saving: price.couponSaving },
  };
  const takesOff = parts ? sumRows(parts, locale) : [];
  const inside = parts && taxInside(parts, locale);
  return html`${sumList([...rows, ...takesOff], { words: 'Total today', price: formatMoney(total, locale) })}${inside && html`<p class="small soft">${inside}</p>`}`;
};

const fromField = (from: string | undefined): Html | false =>
  from !== undefined && html`<input type="hidden" name="from" value="${from}">`;

const exit = (from: string | undefined): Html =>
  html`<a class="btn quiet full" href="${from ?? urls.groups()}" data-exit>Exit Shopping Cart</a>`;
