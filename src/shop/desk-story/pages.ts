import { writeDate } from '../../kernel/formats.ts';
import { formatMoney, type Money, money } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { badge } from '../../ui/badge.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { clockWords, momentWords } from '../../ui/local-time.ts';
import { page } from '../../ui/page.ts';
import { sumList } from '../../ui/purchase.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { shownCode } from '../coupons/public.ts';
import type { InvoiceOfOrder } from '../invoices/public.ts';
import { sumPartsOf, sumRows, taxInside } from '../pricing/public.ts';
import type { LineRow, OrderHead } from './store.ts';
import { type Entry, entriesOf, type MailTold, refundsIn, type StoryLine, type Told, tell } from './story.ts';

export type OrderView = {
  readonly order: OrderHead;
  readonly lines: readonly LineRow[];
  readonly told: readonly Told[];
  readonly mails: readonly MailTold[];
  readonly invoices: readonly InvoiceOfOrder[];
};

const STATES = {
  paid: ['Paid', 'plain'],
  free: ['Free', 'plain'],
  'partly-refunded': ['Part given back', 'wait'],
  refunded: ['Given back', 'off'],
} as const satisfies Record<OrderHead['state'], readonly [string, 'plain' | 'wait' | 'off']>;

/** One order and its whole story, on one page. */
export const orderPage = (frame: Frame, { order, lines, told, mails, invoices }: OrderView): Html => {
  const { zone, locale } = frame.practice;
  const [words, kind] = STATES[order.state];
  const title = `Order ${order.number}`;
  return page(frame, {
    title: `${title}, at the desk`,
    current: urls.deskOrders(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskOrders()}">All orders</a></p>
<div class="row apart"><div><h1 class="t3">${title}</h1><p class="soft">${momentWords(order.placedAt, zone, locale)}</p></div>
<p class="row">${badge(words, kind)}<b class="t2 num">${sum(order.totalMinor, order, locale)}</b></p></div>
<div class="grid wide-min">
<section class="card stack g3"><h2 class="t2">What was bought</h2>${bought(lines, order, locale)}${priceParts(lines, order, locale)}</section>
<section class="card stack g3"><h2 class="t2">Who paid</h2><p><a href="${urls.deskPerson(order.id)}">${order.payerName}</a><br><a href="mailto:${order.payerEmail}">${order.payerEmail}</a></p>
${order.captureId && html`<p class="small soft">PayPal capture ${order.captureId}</p>`}
${invoices.length > 0 && html`<p class="small">${invoices.map(({ id, number, kind }, index) => html`${index > 0 && ', '}<a href="${urls.deskInvoice(id)}">${kind === 'invoice' ? 'Invoice' : 'Counter-invoice'} ${number}</a>`)}</p>`}
${order.captureId && html`<p><a class="btn quiet sm" href="${urls.deskRefundWish(order.id)}">Give money back</a></p>`}${refundLinks(order, told, locale)}</section>
</div>
<section class="card stack g3"><h2 class="t2">The whole story</h2>${story(tell(order.begunAt, told, mails, { locale, zone }), zone, locale)}</section>
<section class="card stack g3"><h2 class="t2">The books</h2>${books(entriesOf(told), order, locale)}</section>
</div>`,
  });
};

const sum = (minor: number, { currency }: Pick<Money, 'currency'>, locale: string): string =>
  formatMoney(money(minor, currency), locale);

/** Every refund of this order, each with its own page. */
const refundLinks = (order: OrderHead, told: readonly Told[], locale: string): Html | false => {
  const refunds = refundsIn(told);
  return (
    refunds.length > 0 &&
    html`<ul class="stack g2 plain small">${refunds.map(({ id, minor, state }) => html`<li><a href="${urls.deskRefund(order.id, id)}">${sum(minor, order, locale)} back</a>: ${state}</li>`)}</ul>`
  );
};

const bought = (lines: readonly LineRow[], order: OrderHead, locale: string): Html =>
  html`<ul class="stack g3 plain">${lines.map((line) => html`<li>${lineHead(line)}: ${lineSum(line, order, locale)}<br><span class="small soft">${becameOf(line)}${giveBackDoor(line)}</span>${downloadDoor(line)}</li>`)}</ul>`;

const lineHead = (line: LineRow): Html => {
  const of = line.packageName !== null && ` (part of “${line.packageName}”)`;
  if (line.kind === 'workbook') return html`<b>${line.name}</b>, a workbook${of}`;
  return html`<b><a href="${urls.deskGroup(line.offeringId ?? '')}">${line.name}</a></b>, ${line.tierName}${of}`;
};

const lineSum = (line: LineRow, order: OrderHead, locale: string): Html => {
  const price = (minor: number) => sum(minor, order, locale);
  const whole =
    line.kind === 'workbook'
      ? price(line.totalMinor)
      : `${line.meetings} ${line.meetings === 1 ? 'meeting' : 'meetings'} at ${price(line.unitMinor)}, together ${price(line.totalMinor)}`;
  return html`${whole}${line.payableMinor !== line.totalMinor && `, paid ${price(line.payableMinor)}`}`;
};

const becameOf = (line: LineRow): string => {
  if (line.kind === 'workbook')
    return `${downloadWords(line.downloads)}${line.downloadIsOpen === false ? ', and ended' : ''}`;
  if (line.attendeeName === null) return 'No chair was given for this line';
  return `${line.attendeeName}, ${line.attendeeEmail ?? ''}${line.seatState === 'freed' ? ', chair given back' : ''}`;
};

const giveBackDoor = (line: LineRow): Html | false =>
  line.seatId !== null &&
  html` <a href="${urls.deskSeatWithdrawal(line.seatId)}">${line.seatState === 'freed' ? 'What was done' : 'Give the chair back'}<span class="vh">: ${line.name}</span></a>`;

/** Ending what may be downloaded, and opening it again: money that went back ends it by itself. */
const downloadDoor = ({ downloadId, downloadIsOpen, endedByHand, name }: LineRow): Html | false => {
  if (downloadId === null || (!downloadIsOpen && !endedByHand)) return false;
  const to = endedByHand ? 'open' : 'ended';
  return html`<form method="post" action="${urls.deskDownloadState(downloadId)}"><input type="hidden" name="to" value="${to}"><button class="btn plain sm">${endedByHand ? 'Open the download again' : 'End the download'}<span class="vh">: ${name}</span></button></form>`;
};

const downloadWords = (count: number | null): string => {
  if (count === null) return 'No download was opened for this line';
  if (count === 0) return 'Not downloaded yet';
  return count === 1 ? 'Downloaded once' : `Downloaded ${count} times`;
};

/** From the full price to what was paid, part by part; nothing where nothing took off or came on top. */
const priceParts = (lines: readonly LineRow[], order: OrderHead, locale: string): Html | false => {
  const total = (pick: (line: LineRow) => number) => lines.reduce((minor, line) => minor + pick(line), 0);
  const { currency, couponId, couponCode, taxName } = order;
  const parts = sumPartsOf(lines, { currency, taxName, code: couponCode && shownCode(couponCode) });
  const fund = total(({ fundMinor }) => fundMinor);
  const rows = [
    ...(fund > 0 ? [{ words: 'Sponsors’ fund', price: `−${sum(fund, order, locale)}` }] : []),
    ...sumRows(parts, locale),
  ];
  const inside = taxInside(parts, locale);
  if (rows.length === 0) return inside !== undefined && html`<p class="small soft">${inside}</p>`;
  const full = {
    words: 'Full price',
    price: sum(
      total(({ totalMinor }) => totalMinor),
      order,
      locale,
    ),
  };
  return html`${sumList([full, ...rows], { words: 'To pay', price: sum(order.totalMinor, order, locale) })}${inside && html`<p class="small soft">${inside}</p>`}${couponId && html`<p class="small"><a href="${urls.deskCoupon(couponId)}">The coupon that was used</a></p>`}`;
};

const story = (lines: readonly StoryLine[], zone: string, locale: string): Html =>
  table(
    'The whole story',
    [
      {
        head: 'When',
        cell: (line) =>
          html`<time class="num" datetime="${line.at.toString()}">${exactly(line.at, zone, locale)}</time>`,
      },
      { head: 'What', cell: (line) => html`${line.about}${line.trouble && html` ${badge('Look', 'off')}`}` },
      {
        head: 'What happened',
        cell: (line) =>
          html`${line.words}${line.detail.length > 0 && html`<br><span class="small soft long">${line.detail.join(' · ')}</span>`}`,
      },
    ],
    lines,
  );

/** With seconds: whoever reads a story compares it with a log. */
const exactly = (at: Instant, zone: string, locale: string): string => {
  const there = at.toZonedDateTimeISO(zone);
  const day = writeDate(there.toPlainDate(), locale, { month: 'short', day: 'numeric' });
  return `${day}, ${clockWords(at, zone, locale)}, ${there.second}\u00a0s`;
};

const books = (entries: readonly Entry[], order: OrderHead, locale: string): Html => {
  if (entries.length === 0) return html`<p class="soft">A free order moves no money.</p>`;
  const total = entries.reduce((minor, entry) => minor + entry.minor, 0);
  return html`${table(
    'The books',
    [
      { head: 'Account', cell: (entry) => entry.account },
      { head: 'Because', cell: (entry) => entry.because },
      { head: 'Amount', number: true, cell: (entry) => sum(entry.minor, order, locale) },
    ],
    entries,
  )}<p class="${total === 0 ? 'soft small' : 'error'}">${total === 0 ? 'What came stands against what it was for, so the entries sum to zero, as they must.' : `The entries do not sum to zero: ${sum(total, order, locale)} too many. Please tell whoever looks after this system.`}</p>`;
};
