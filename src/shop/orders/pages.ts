import { formatMoney, money } from '../../kernel/money.ts';
import { oneChair } from '../../ui/drawings/seat-ring.ts';
import { oneSheet } from '../../ui/drawings/things.ts';
import { field } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { type PurchaseLine, purchaseLines, sumList } from '../../ui/purchase.ts';
import { urls } from '../../urls.ts';
import { shownCode } from '../coupons/public.ts';
import { sumPartsOf, sumRows, taxInside } from '../pricing/public.ts';
import type { Form } from './forms.ts';
import {
  masked,
  type Order,
  type OrderLine,
  type OrderRefund,
  type OrderState,
  refundedOf,
  seatLines,
  type WorkbookLine,
} from './order.ts';
import { datesList, placeMoved } from './pages/dates.ts';
import { drawer, type OrderShown } from './pages/drawer.ts';

export type OrderPage = OrderShown & {
  /** An estimate was shown before it was paid. */
  readonly hasEstimate?: boolean;
  /** Answer to "send it again". */
  readonly sent: 'yes' | 'later' | undefined;
};

const STATES = {
  paid: 'Paid',
  free: 'Nothing to pay',
  refunded: 'All of it has been paid back',
  'partly-refunded': 'A part of it has been paid back',
} satisfies Record<OrderState, string>;

/** Paid back is said only of money that PayPal says has gone back. */
const REFUNDS = {
  wanted: 'On its way back to you',
  asked: 'On its way back to you',
  pending: 'On its way back to you',
  completed: 'Paid back',
  failed: 'Owed to you: we are on it',
} satisfies Record<OrderRefund['state'], string>;

/** The order behind its link: state, lines, meetings, receipt, refunds, and the letter once more. */
export const orderPage = (frame: Frame, shown: OrderPage): Html => {
  const { order, secret, invoices, hasEstimate, sent } = shown;
  const { locale, zone, name, address } = frame.practice;
  return drawer(
    frame,
    `Order ${order.number}`,
    html`<h1 class="t2" id="order-heading">Order ${order.number}</h1>
${sent === 'yes' && notice('good', html`<p>The letter is on its way to ${masked(order.payerEmail)} once more.</p>`, { say: true })}
${sent === 'later' && notice('care', html`<p>We have sent it three times in the last hour. Please look in the folder for unwanted mail, and try again later.</p>`, { say: true })}
<dl class="facts"><dt>State</dt><dd>${STATES[order.state]}</dd><dt>Placed</dt><dd>${momentWords(order.placedAt, zone, locale)}</dd><dt>Paid by</dt><dd>${order.payerName}</dd>${!order.attendeeIsPayer && html`<dt>For</dt><dd>${order.attendeeFirstName}</dd>`}</dl>
${purchaseLines(order.lines.map((line) => shownLine(line, shown, locale)))}
${orderSum(order, locale)}
${order.attendeeIsPayer ? meetingsList(frame, order, secret) : ''}
${invoiceLinks(frame, { order, secret, invoices })}${hasEstimate === true && html`<p class="small"><a href="${urls.orderEstimate(secret)}">The estimate from before it was paid</a></p>`}
<p class="small soft">This page is your receipt. ${name}${address.map((line) => html`, ${line}`)}.</p>
<div class="row"><form method="post" action="${urls.orderLetter(secret)}" data-once><button class="btn quiet sm">Send me the letter again</button></form>
<print-button hidden><button type="button" class="btn quiet sm">Print this page</button></print-button></div>
<p class="small soft">Keep the address of this page to yourself: whoever has it can see the order.</p>`,
  );
};

/** What took off and came on top, what went back, and what is paid. */
const orderSum = (order: Order, locale: string): Html => {
  const { currency, couponCode, taxName, refunds } = order;
  const price = (minor: number) => formatMoney(money(minor, currency), locale);
  const code = couponCode === null ? null : shownCode(couponCode);
  const parts = sumPartsOf(order.lines, { currency, taxName, code });
  const gone = refunds.map((refund) => ({
    words: REFUNDS[refund.state],
    price: `−${price(refund.amountMinor)}`,
  }));
  const inside = taxInside(parts, locale);
  const words = refunds.length > 0 ? 'Stays paid' : 'Total';
  const total = { words, price: price(order.totalMinor - refundedOf(order).minor) };
  return html`${sumList([...sumRows(parts, locale), ...gone], total)}${inside && html`<p class="small soft">${refunds.length > 0 ? 'Of what was paid at first: ' : ''}${inside}</p>`}`;
};

const invoiceLinks = (
  { practice }: Frame,
  { order, secret, invoices }: Pick<OrderPage, 'order' | 'secret' | 'invoices'>,
): Html | false =>
  invoices.length > 0 &&
  html`<h2 class="t2">Invoices</h2><ul class="small">${invoices.map(({ number, kind, totalMinor }) => html`<li><a href="${urls.orderInvoice(secret, number)}">${kind === 'invoice' ? 'Invoice' : 'Counter-invoice'} ${number}</a>, ${formatMoney(money(totalMinor, order.currency), practice.locale)} (<a href="${urls.orderInvoicePdf(secret, number)}" download>PDF<span class="vh"> of ${number}</span></a>)</li>`)}</ul>`;

const shownLine = (line: OrderLine, shown: OrderShown, locale: string): PurchaseLine => {
  const { order, secret } = shown;
  const of = line.packageName === null ? '' : ` Part of “${line.packageName}”.`;
  const price = line.totalMinor === 0 ? 'Free' : formatMoney(money(line.totalMinor, order.currency), locale);
  if (line.kind === 'workbook')
    return {
      drawing: oneSheet(),
      name: line.name,
      hint: `A file to download.${of}`,
      price,
      word: downloadWord(line, shown),
    };
  const count = line.meetings.length === 1 ? '1 meeting' : `${line.meetings.length} meetings`;
  const unit = formatMoney(money(line.unitMinor, order.currency), locale);
  return {
    drawing: oneChair(line.isFreed ? 'open' : 'taken'),
    name: line.name,
    hint: line.hasMoved
      ? `${count}. Moved here from another group. What was paid at first:`
      : `${count}. “${line.tierName}” price, ${line.unitMinor === 0 ? 'free' : `${unit} each`}.${fundWords(line, order, locale)}${of}`,
    price,
    word: line.isFreed ? html`<p class="small">This chair has been given back.</p>` : undefined,
    doors: line.isFreed
      ? undefined
      : html`<a href="${urls.seatWithdrawal(secret, line.seatId)}">Give this chair back<span class="vh">: ${line.name}</span></a>`,
  };
};

const fundWords = ({ fundMinor }: OrderLine, { currency }: Order, locale: string): string =>
  fundMinor === 0 ? '' : ` Our sponsors’ fund added ${formatMoney(money(fundMinor, currency), locale)}.`;

/** All of the money went back, or the practice ended it: the file goes with it. */
const downloadWord = (line: WorkbookLine, { downloadAt }: OrderShown): Html =>
  line.isOpen
    ? html`<p class="small"><a href="${downloadAt(line.downloadId)}">Download<span class="vh"> ${line.name}</span></a></p>`
    : html`<p class="small">This download has ended.</p>`;

const meetingsList = (frame: Frame, order: Order, secret: string): Html | false => {
  const taken = seatLines(order.lines).filter((line) => !line.isFreed);
  if (taken.length === 0) return false;
  return html`<h2 class="t2">Your meetings</h2>${taken.map((line) => html`<p class="small"><b>${line.name}</b>, ${line.place}</p>${placeMoved(line.placeNow)}${datesList(line, frame.practice.locale)}`)}
<p><a href="${urls.orderCalendar(secret)}">Add to calendar</a> <span class="soft">(it says “Appointment”)</span></p>`;
};

/** Look for an order by its address. */
export const findPage = (frame: Frame, form: Form): Html =>
  drawer(
    frame,
    'Find my order',
    html`<h1 class="t2" id="order-heading">Find my order</h1>${errorSummary(form.errors)}
<p>Give the e-mail address that was used. If an order belongs to it, we send its link there.</p>
<form class="stack" method="post" action="${urls.orderFind()}" novalidate>${field({ name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email', required: true, value: form.typed['email'], error: form.errors['email'], maxlength: 254 })}<button class="btn full">Send me the link</button></form>`,
  );

/** The same answer for every address. */
export const askedPage = (frame: Frame): Html =>
  drawer(
    frame,
    'Look into your mail',
    html`<h1 class="t2" id="order-heading">Look into your mail</h1>
<p class="lead">If an order belongs to that address, a letter with its link is on its way.</p>
<p class="soft">It can take a few minutes. Nothing there? Look in the folder for unwanted mail, try another address of yours, or <a href="${urls.contact()}">write to us</a>.</p>
<a class="btn quiet full" href="${urls.orderFind()}">Try another address</a>`,
  );

export const askedTooOftenPage = (frame: Frame): Html =>
  drawer(
    frame,
    'A short pause',
    html`<h1 class="t2" id="order-heading">A short pause</h1><p class="lead">There were many tries in a short time. Please try again in an hour, or <a href="${urls.contact()}">write to us</a>.</p>`,
  );
