import { formatMoney } from '../../../kernel/money.ts';
import { textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html, type Piece } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import { type BreakRefusal, bookingOf, fits, kindOf } from '../../reconciliation/public.ts';
import type { BreakRow } from '../break-row.ts';
import type { Note } from '../forms.ts';
import { stateBadge, sumWords } from '../pages.ts';
import { KIND_MEANS, KIND_WORDS, LINE_WORDS, ourState, REFUSALS, theirState } from '../words.ts';

export type BreakView = {
  readonly broken: BreakRow;
  readonly note?: Note;
  readonly refusal?: BreakRefusal;
};

/** One break: what PayPal says and what we say, side by side, and every way to settle it. */
export const breakPage = (frame: Frame, view: BreakView): Html => {
  const { broken, note, refusal } = view;
  return page(frame, {
    title: `Break ${broken.number}: ${KIND_WORDS[broken.kind].toLowerCase()}`,
    current: urls.desk(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py"><p class="small"><a href="${urls.deskBreaks()}">All breaks</a></p>
<div class="row apart"><h1 class="t3">${KIND_WORDS[broken.kind]}</h1><p>${stateBadge(broken)}</p></div>
${errorSummary({ note: note?.error })}
${refusal && notice('alarm', html`<p>${REFUSALS[refusal.because]}</p>`, { say: true })}
<p>${KIND_MEANS[broken.kind]}</p>
<div class="split even">${theirs(frame, broken)}${ours(frame, broken)}</div>
${standing(frame, view)}</div>`,
  });
};

const fact = (head: string, value: Piece | undefined): Html | false =>
  value !== undefined && value !== null && value !== '' && html`<dt>${head}</dt><dd>${value}</dd>`;

const theirs = (frame: Frame, broken: BreakRow): Html =>
  html`<section class="card stack g3" aria-labelledby="theirs-h"><h2 class="t2" id="theirs-h">PayPal’s report says</h2>${
    broken.transactionId === null
      ? html`<p class="soft">Nothing.</p>`
      : html`<dl class="facts small">${fact('What', LINE_WORDS[kindOf(broken.code ?? '')])}
${fact('State', broken.theirsState === null ? undefined : theirState(broken.theirsState))}
${fact('Sum', sumWords(broken.theirsMinor, broken.theirsCurrency, frame))}${fact('Fee', sumWords(broken.theirsFeeMinor, broken.theirsCurrency, frame))}
${fact('Moved', momentWords(broken.at, frame.practice.zone, frame.practice.locale))}${fact('PayPal’s number', broken.transactionId)}${fact('It belongs to', broken.referenceId)}${fact('Invoice', broken.invoiceId)}${fact('PayPal’s code', broken.code)}</dl>`
  }</section>`;

const ours = (frame: Frame, broken: BreakRow): Html => {
  const what = broken.refundId === null ? 'A payment' : 'A refund';
  const order =
    broken.orderId &&
    html`<a href="${urls.deskOrder(broken.orderId)}">${broken.orderNumber}</a>, ${broken.payerName}`;
  return html`<section class="card stack g3" aria-labelledby="ours-h"><h2 class="t2" id="ours-h">Our books say</h2>${
    broken.oursMinor === null
      ? html`<p class="soft">Nothing.</p>${order && html`<p class="small">It is about order ${order}.</p>`}`
      : html`<dl class="facts small">${fact('What', what)}${fact('State', broken.oursState === null ? undefined : ourState(broken.oursState))}
${fact('Sum', sumWords(broken.oursMinor, broken.oursCurrency, frame))}${fact('Fee', sumWords(broken.oursFeeMinor, broken.oursCurrency, frame) ?? 'Not told yet')}
${fact('PayPal’s number', broken.refundId === null ? broken.captureId : broken.paypalRefundId)}${order && fact('Order', order)}</dl>`
  }</section>`;
};

const standing = (frame: Frame, view: BreakView): Html => {
  const { broken } = view;
  switch (broken.state) {
    case 'open':
      return ways(frame, view);
    case 'gone':
      return html`<section class="card"><p>A later report agreed with our books, so it closed by itself.</p></section>`;
    case 'settled':
      return html`<section class="card stack g3"><p>${broken.closedBy} ${broken.way === 'booked' ? 'booked the difference. The entry is in the books.' : 'had PayPal asked again, and the two agree.'}</p>${said(broken)}</section>`;
    case 'explained':
      return html`<section class="card stack g3"><p>${broken.closedBy} explained it:</p>${said(broken)}
<form method="post" action="${urls.deskBreakStep(broken.id, 'reopening')}"><button class="btn quiet sm" type="submit">Open it again</button></form></section>`;
  }
};

const said = ({ note }: BreakRow): Html | false =>
  note !== null && note !== '' && html`<blockquote><p>${note}</p></blockquote>`;

const ways = (frame: Frame, { broken, note }: BreakView): Html =>
  html`<section class="card stack g5" aria-labelledby="ways-h"><h2 class="t2" id="ways-h">Settle it</h2>
${broken.askable && fits(broken.kind, 'fetched') && html`<form class="stack g2" method="post" action="${urls.deskBreakStep(broken.id, 'fetch')}" data-once><p>PayPal is asked once more. What it says of this payment comes into our books as if it had told us then.</p><p><button class="btn" type="submit">Ask PayPal again</button></p></form>`}
${booking(frame, broken)}
<form class="stack g3" method="post" action="${urls.deskBreakStep(broken.id, 'explanation')}">
${textArea({ label: 'Or say why the two may differ', name: 'note', value: note?.typed ?? '', error: note?.error, maxlength: 500, rows: 3, hint: 'For whoever reads the books later. Nothing is booked. Please write nothing about health.' })}
<p><button class="btn quiet" type="submit">Explain it</button></p></form></section>`;

const booking = (frame: Frame, broken: BreakRow): Html | false => {
  const entry = fits(broken.kind, 'booked') ? bookingOf(broken) : undefined;
  if (!entry) return false;
  const { locale } = frame.practice;
  const words =
    entry.as === 'fee'
      ? html`${formatMoney(entry.fee, locale)} more goes to PayPal’s fees`
      : html`${formatMoney(entry.gross, locale)} comes under “Differences settled by hand”${entry.feeMinor !== 0 && html`, with a fee of ${formatMoney({ ...entry.gross, minor: entry.feeMinor }, locale)}`}`;
  return html`<form class="stack g2" method="post" action="${urls.deskBreakStep(broken.id, 'booking')}" data-once><p>An entry of its own makes our books say what PayPal says: ${words}. Entries made before stay as they are. It cannot be taken back.</p><p><button class="btn" type="submit">Book it</button></p></form>`;
};
