import { badge } from '../../../ui/badge.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html, type Piece } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { Look } from '../actions.ts';
import type { Choice, Standing } from '../decision.ts';
import type { Decision, SeatNotHeld } from '../store.ts';
import { dayWords, decisionRoom, groupFacts, priceWords, wayBack } from './parts.ts';

export type OutcomeView = {
  readonly look: Look;
  /** Newest first, each with the name of who decided. */
  readonly decisions: readonly (Decision & { readonly by: string })[];
  readonly notHeld: readonly SeatNotHeld[];
  /** It was confirmed, and could not be decided any more. */
  readonly refused: boolean;
};

const STANDINGS = {
  off: 'The group is not on the site: there is nothing to decide.',
  'no-date': 'Nobody was promised a day by which you decide. You can set one among the chairs of the group.',
  enough: 'It has the people it needs: there is nothing to decide.',
  early: 'It may still fill. On that day you are asked here, and on your page of today.',
  due: 'It is to be decided.',
  decided: 'It is decided.',
} as const satisfies Record<Standing, string>;

/** Where a decision stands, what was decided, and what became of every chair of a group that is not held. */
export const outcomePage = (frame: Frame, view: OutcomeView): Html => {
  const { look, decisions, notHeld, refused } = view;
  const [latest] = decisions;
  const isOver = look.standing === 'decided' || look.standing === 'early';
  return decisionRoom(
    frame,
    look,
    'The decision',
    html`<div class="narrow stack g4">${refused && notice('care', html`<p><b>This cannot be decided now.</b> Nothing has happened. ${STANDINGS[look.standing]}</p>`, { say: true })}
${latest && isOver ? notice('good', html`<p><b>${choiceWords(frame, latest)}</b> Decided by ${latest.by}, ${momentWords(latest.at, frame.practice.zone, frame.practice.locale)}.</p>`) : html`<p class="lead">${STANDINGS[look.standing]}</p>`}
${groupFacts(frame, look)}
${notHeld.length > 0 && html`<h2 class="t2">What became of every chair</h2>${moneyWords(notHeld)}${notHeldTable(frame, notHeld)}`}
${decisions.length > 0 && html`<h2 class="t2">What was decided</h2>${decisionsTable(frame, decisions)}`}
<p class="row">${wayBack(look)}<a class="btn quiet" href="${urls.deskGroupHistory(look.group.offeringId)}">Its history</a></p></div>`,
  );
};

const choiceWords = (frame: Frame, { choice, nextOn }: Pick<Decision, 'choice' | 'nextOn'>): string => {
  const words = {
    go: 'It goes ahead.',
    postpone: `It gets more time${nextOn ? `, until ${dayWords(nextOn, frame)}` : ''}.`,
    'refund-all': 'It is not held, and everybody is paid back.',
  } as const satisfies Record<Choice, string>;
  return words[choice];
};

const decisionsTable = (frame: Frame, decisions: OutcomeView['decisions']): Html =>
  table(
    'What was decided',
    [
      { head: 'For', cell: ({ decisionOn }) => dayWords(decisionOn, frame) },
      { head: 'Decision', cell: (decision) => choiceWords(frame, decision) },
      { head: 'Had a chair', cell: ({ taken, needed }) => `${taken} of ${needed}` },
      { head: 'By', cell: ({ by }) => by },
      { head: 'When', cell: ({ at }) => momentWords(at, frame.practice.zone, frame.practice.locale) },
    ],
    decisions,
  );

const isUnderWay = ({ isFreed }: SeatNotHeld): boolean => !isFreed;

const moneyWords = (seats: readonly SeatNotHeld[]): Html => {
  const open = seats.filter((seat) => isUnderWay(seat)).length;
  const stuck = seats.filter(needsHand).length;
  return html`<p>${open > 0 ? `${open} still to be given back. It is done by itself within a minute or two; look again.` : 'Every chair is given back.'}${stuck > 0 && html` <b>${stuck === 1 ? 'One payment needs' : `${stuck} payments need`} a hand.</b>`}</p>`;
};

const needsHand = ({ owedBecause, refundState }: SeatNotHeld): boolean =>
  owedBecause !== null || refundState === 'failed';

const notHeldTable = (frame: Frame, seats: readonly SeatNotHeld[]): Html =>
  table(
    'What became of every chair',
    [
      { head: 'Who came', cell: ({ attendeeName }) => attendeeName },
      {
        head: 'Order',
        cell: ({ orderId, orderNumber }) =>
          orderId === null ? 'None' : html`<a href="${urls.deskOrder(orderId)}">${orderNumber}</a>`,
      },
      { head: 'Goes back', cell: (seat) => priceWords(seat.backMinor, seat.currency, frame), number: true },
      { head: 'How it stands', cell: standingOf },
    ],
    seats,
  );

const REFUNDS: Readonly<Record<string, string>> = {
  wanted: 'PayPal is asked in a moment',
  asked: 'PayPal is asked',
  pending: 'PayPal is working on it',
  completed: 'Went back',
  settled: 'Paid back another way',
  cancelled: 'Taken back at the desk',
};

const standingOf = (seat: SeatNotHeld): Piece => {
  const { isFreed, owedBecause, settledHow, orderId, refundId, refundState, orderNumber } = seat;
  if (!isFreed) return badge('Still to be given back', 'wait');
  if (owedBecause !== null)
    return html`${badge('Owed', 'off')} <a href="${urls.deskSeatWithdrawal(seat.seatId)}">PayPal could not be asked<span class="vh"> for order ${orderNumber}</span></a>`;
  if (settledHow !== null) return 'Paid back another way';
  if (refundState === null || refundId === null || orderId === null) return 'Nothing was paid';
  if (refundState === 'failed')
    return html`${badge('Failed', 'off')} <a href="${urls.deskRefund(orderId, refundId)}">PayPal said no: what to do<span class="vh"> about order ${orderNumber}</span></a>`;
  return html`<a href="${urls.deskRefund(orderId, refundId)}">${REFUNDS[refundState] ?? refundState}<span class="vh">: order ${orderNumber}</span></a>`;
};
