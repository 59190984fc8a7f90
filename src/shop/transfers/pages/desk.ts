import { formatMoney, money } from '../../../kernel/money.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { radios } from '../../../ui/pick.ts';
import { plainText } from '../../../ui/plain-text.ts';
import { runWords } from '../../../ui/purchase.ts';
import { urls } from '../../../urls.ts';
import type { SeatToWithdraw } from '../../withdrawals/public.ts';
import type { TransferRefusal } from '../actions.ts';
import type { LetterTo, Way } from '../look-actions.ts';

export type Refused = TransferRefusal['because'];

const room = (frame: Frame, seat: SeatToWithdraw, title: string, body: Html): Html =>
  page(frame, {
    title: `${title}: ${seat.attendeeName}, ${seat.name}`,
    current: urls.deskGroups(),
    room: 'desk',
    main: html`<div class="wrap narrow stack g5 py"><p class="small"><a href="${urls.deskGroup(seat.offeringId)}">${seat.name}</a>${seat.order && html` · <a href="${urls.deskOrder(seat.order.id)}">Order ${seat.order.number}</a>`}</p>
<h1 class="t3">${title}</h1>${body}</div>`,
  });

const priceWords = (minor: number, { currency }: SeatToWithdraw, { practice }: Frame): string =>
  formatMoney(money(minor, currency), practice.locale);

const REFUSALS = {
  'already-freed': 'The chair has been given back meanwhile.',
  'already-seated': 'They have a chair in that group already.',
  'has-an-offer':
    'A chair in that group is kept for them already: they can take it, or you take the offer back.',
  closed: 'Nobody can take a chair in that group now. Somebody may have been faster.',
  'not-possible': 'They cannot move to that group now. Whoever facilitates it can say more.',
  moved: 'Something has changed since you looked. Here is how it would be now.',
} as const satisfies Record<Refused, string>;

const refusedNotice = (because: Refused | undefined): Html | false =>
  because !== undefined &&
  notice('care', html`<p><b>Nothing has happened.</b> ${REFUSALS[because]}</p>`, { say: true });

const backWords = (frame: Frame, seat: SeatToWithdraw, way: Way): string => {
  if (way.backMinor > 0)
    return `${priceWords(way.backMinor, seat, frame)} goes back to who paid, because it costs less there.`;
  if (way.isWaived) return 'It costs more there. Nobody is asked for the difference: you waive it.';
  return 'It costs the same there. No money moves.';
};

const datesWords = (frame: Frame, { meetings, zone }: Way): string => {
  const starts = meetings.map(({ startsAt }) => startsAt);
  return `${meetings.length === 1 ? 'One meeting' : `${meetings.length} meetings`}: ${runWords(starts, zone, frame.practice.locale)}`;
};

export type ChooseView = {
  readonly seat: SeatToWithdraw;
  readonly ways: readonly Way[];
  readonly error: string | undefined;
  readonly refused: Refused | undefined;
};

/** Where somebody could move, with dates and money of each. */
export const choosePage = (frame: Frame, { seat, ways, error, refused }: ChooseView): Html =>
  room(
    frame,
    seat,
    'Move to another group',
    html`${refusedNotice(refused)}${errorSummary({ group: error })}
<p class="lead">${seat.attendeeName} would have as many meetings there as are left here. Only groups stand here in which anybody could take a chair now: nobody who waits is passed over.</p>
${
  ways.length === 0
    ? html`<p>There is no such group at the moment, or no meeting is left to move.</p>`
    : html`<form class="card stack g4" method="post" action="${urls.deskSeatTransfer(seat.seatId)}" novalidate>${radios(
        {
          legend: 'To which group?',
          name: 'group',
          error,
          look: 'cards',
          options: ways.map((way) => ({
            value: way.offeringId,
            label: way.name,
            hint: html`${datesWords(frame, way)}<br>${backWords(frame, seat, way)}`,
          })),
        },
      )}<p><button class="btn" name="do" value="look">Show what would happen</button></p></form>`
}
<p><a class="btn quiet" href="${urls.deskGroup(seat.offeringId)}">Keep everything as it is</a></p>`,
  );

export type PreviewView = {
  readonly seat: SeatToWithdraw;
  readonly way: Way;
  readonly letters: readonly LetterTo[];
  readonly shown: string;
  readonly refused: Refused | undefined;
};

/** What a move does, whom it touches, and every letter of it, before it is confirmed. */
export const previewPage = (frame: Frame, view: PreviewView): Html => {
  const { seat, way, letters } = view;
  return room(
    frame,
    seat,
    'Move to another group?',
    html`${refusedNotice(view.refused)}
<dl class="facts"><dt>Who moves</dt><dd>${seat.attendeeName}, ${seat.attendeeEmail}</dd><dt>From</dt><dd>${seat.name}</dd><dt>To</dt><dd>${way.name}</dd><dt>There</dt><dd>${datesWords(frame, way)}</dd></dl>
<ul><li>The chair there is theirs, and the one here is free for others, in the same moment.</li><li>${backWords(frame, seat, way)}</li>${seat.order && html`<li>${priceWords(way.carriedMinor, seat, frame)} goes along, and stands in the new chair from then on.</li>`}${seat.hasOwnLink && html`<li>${seat.attendeeName} gets a new private page, and is asked to agree to that group’s agreement there.</li>`}</ul>
<section class="stack g3" aria-labelledby="letters"><h2 class="t2" id="letters">The letters</h2><p class="small soft">As they would be sent. The private links in them are shortened here.</p>
${letters.map(({ name, to, letter }) => html`<details class="more" open><summary>To ${name}, ${to}</summary><dl class="facts"><dt>Subject</dt><dd>${letter.subject}</dd></dl><div class="prose">${plainText(letter.text)}</div></details>`)}</section>
<form class="row" method="post" action="${urls.deskSeatTransfer(seat.seatId)}" data-once><input type="hidden" name="group" value="${way.offeringId}"><input type="hidden" name="shown" value="${view.shown}">
<button class="btn" name="do" value="confirm">Move, and send the letters</button><a class="btn quiet" href="${urls.deskSeatTransfer(seat.seatId)}">Choose again</a></form>`,
  );
};

/** Afterwards, and for whoever comes back to this address. */
export const movedPage = (frame: Frame, seat: SeatToWithdraw, now: SeatToWithdraw | undefined): Html => {
  const { withdrawal } = seat;
  return room(
    frame,
    seat,
    'The chair is free',
    html`${
      now
        ? notice(
            'good',
            html`<p><b>${seat.attendeeName} has moved to ${now.name}.</b>${withdrawal && html` ${momentWords(withdrawal.at, frame.practice.zone, frame.practice.locale)}. ${withdrawal.backMinor > 0 ? html`${priceWords(withdrawal.backMinor, seat, frame)} goes back.` : 'No money moves.'}`}</p>`,
            { say: true },
          )
        : html`<p class="lead">It was given back, and cannot move any more.</p>`
    }
${withdrawal?.owedBecause && html`<p>PayPal could not be asked for it yet. <a href="${urls.deskSeatWithdrawal(seat.seatId)}">What is owed</a></p>`}
<p class="row">${now && html`<a class="btn quiet sm" href="${urls.deskGroup(now.offeringId)}">To ${now.name}</a>`}<a class="btn quiet sm" href="${urls.deskGroup(seat.offeringId)}">To ${seat.name}</a></p>`,
  );
};
