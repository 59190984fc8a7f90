import { formatMoney, money } from '../../../kernel/money.ts';
import { seatRing } from '../../../ui/drawings/seat-ring.ts';
import { oneSheet } from '../../../ui/drawings/things.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { urls } from '../../../urls.ts';
import { masked, meetingsOf, nextMeeting, type Order, seatLines, workbookLines } from '../order.ts';
import { drawer, type OrderShown } from './drawer.ts';

/** The fourth state of the cart: its own two sentences, then what is true here. */
export const celebratePage = (frame: Frame, shown: OrderShown): Html => {
  const { order, secret } = shown;
  const free = order.totalMinor === 0;
  const { locale } = frame.practice;
  const chairs = seatLines(order.lines).length;
  const lead = free
    ? `Thank you. ${chairs === 0 ? 'Your download is ready' : 'Your chair is yours'}, and there is nothing to pay.`
    : 'Thank you for your business! You should be receiving an order confirmation from PayPal shortly.';
  const total = free ? '' : `, ${formatMoney(money(order.totalMinor, order.currency), locale)}`;
  return drawer(
    frame,
    'Celebrate',
    html`<div class="empty"><div aria-hidden="true">${chairs === 0 ? oneSheet() : seatRing({ total: 8, taken: 1, facilitators: 1, mine: true, look: 'done', centre: { large: order.attendeeIsPayer ? 'your chair' : 'the chair' } })}</div>
<h1 class="t4" id="order-heading">Celebrate</h1><p class="lead">${lead}</p></div>
${notice('good', html`<p><b>We have your order too.</b> Number ${order.number}${total}. Our own letter is on its way to ${masked(order.payerEmail)}. If you lose it, <a href="${urls.orderFind()}">we send you the link again</a>.</p>`)}
${downloads(shown)}
<h2 class="t2">What happens next</h2>
<ol>${nextSteps(frame, order, secret)}</ol>
<a class="btn full" href="${urls.order(secret)}">See my order</a>
<print-button hidden><button type="button" class="btn quiet full">Print this page</button></print-button>
<a class="btn quiet full" href="${urls.groups()}" data-exit>Exit Shopping Cart</a>`,
  );
};

const nextSteps = (frame: Frame, order: Order, secret: string): Html => {
  const first = nextMeeting(meetingsOf(order.lines), order.now);
  const zone = seatLines(order.lines)[0]?.zone ?? frame.practice.zone;
  const letter = order.attendeeIsPayer
    ? html`<li>Our letter brings your receipt and ${nextToReceipt(order)}.</li>`
    : html`<li>Our letter brings your receipt. ${order.attendeeFirstName} gets a private link by a letter of their own, says yes there, and signs the group agreement.</li>`;
  const comes =
    first &&
    html`<li>First meeting: <b>${localTime(first.startsAt, zone, frame.practice.locale)}.</b>${order.attendeeIsPayer && html` <a href="${urls.orderCalendar(secret)}">Add to calendar</a> <span class="soft">(it says “Appointment”)</span>`}</li>`;
  return html`${letter}${comes}<li>Something changed, or you have a question? <a href="${urls.contact()}">Write to us.</a></li>`;
};

const nextToReceipt = ({ lines }: Order): string => {
  if (seatLines(lines).length === 0) return 'the link to your download';
  return workbookLines(lines).length === 0 ? 'the dates' : 'the dates, and the links to your downloads';
};

/** What can be had at once stands first. */
const downloads = ({ order, downloadAt }: OrderShown): Html | false => {
  const files = workbookLines(order.lines);
  return (
    files.length > 0 &&
    html`<h2 class="t2">${files.length === 1 ? 'Your download' : 'Your downloads'}</h2>
<ul class="plain stack g2">${files.map((line) => html`<li><a class="btn quiet full" href="${downloadAt(line.downloadId)}">Download “${line.name}”</a></li>`)}</ul>`
  );
};
