import type { Practice } from '../../identity/practice/public.ts';
import { formatMoney, money } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Letter } from '../../ui/letter.ts';
import { momentWords } from '../../ui/local-time.ts';
import { urls } from '../../urls.ts';
import { type Meeting, offeringForSale, saleNow, seriesFrom } from '../catalogue/public.ts';
import { fullRefund } from '../refund-rule/public.ts';
import type { SeatToWithdraw } from '../withdrawals/public.ts';
import { movedLetter } from './letters.ts';
import * as store from './store.ts';
import { type MoveMoney, moneyOfMove } from './transfer.ts';

/** A group that somebody could move to now, with what that would mean. */
export type Way = MoveMoney & {
  readonly offeringId: string;
  readonly name: string;
  readonly zone: string;
  readonly meetings: readonly Meeting[];
  /** How many meetings of the seat are left. */
  readonly left: number;
};

/** Every group that this seat could move to, and the money of it. */
export const waysOf = async (
  sql: Queryable,
  practice: Practice,
  seat: SeatToWithdraw,
): Promise<readonly Way[]> => {
  const ways: Way[] = [];
  for (const id of await store.openGroupIds(sql, practice.id, seat)) {
    const way = await wayTo(sql, practice, seat, id);
    if (way) ways.push(way);
  }
  return ways;
};

/** The same for one group; undefined where nobody can join it now. */
export const wayTo = async (
  sql: Queryable,
  practice: Practice,
  seat: SeatToWithdraw,
  offeringId: string,
): Promise<Way | undefined> => {
  const group = await offeringForSale(sql, practice.id, offeringId);
  if (group?.entry !== 'buy' || !saleNow(group, seat.now).ok) return undefined;
  const left = seat.order ? leftOf(seat.meetings, seat.now) : group.meetingsSold;
  const meetings = left === 0 ? [] : seriesFrom(group.schedule, seat.now, left);
  if (meetings.length === 0) return undefined;
  const has = {
    paidMinor: seat.order ? fullRefund(seat) : 0,
    unitMinor: await store.unitOf(sql, practice.id, seat.seatId),
    ...{ meetings: seat.meetings.length, left },
  };
  const goal = { unitMinors: group.tiers.map(({ unitMinor }) => unitMinor), meetings: meetings.length };
  const { zone } = group.schedule;
  return { ...moneyOfMove(has, goal), offeringId, name: group.name, zone, meetings, left };
};

const leftOf = (meetings: readonly Meeting[], now: Instant): number =>
  meetings.filter(({ startsAt }) => startsAt.epochMilliseconds > now.epochMilliseconds).length;

export type LetterDeps = { readonly links: SecretLinks; readonly publicUrl: string };

export type LetterTo = {
  readonly role: 'payer' | 'attendee';
  readonly name: string;
  readonly to: string;
  readonly letter: Letter;
};

/** Who is told of a move, and in which words. `seatId` is the new seat, which has the attendee's page. */
export const lettersOf = (
  { links, publicUrl }: LetterDeps,
  practice: Practice,
  { seat, way, seatId }: { readonly seat: SeatToWithdraw; readonly way: Way; readonly seatId: string },
): readonly LetterTo[] => {
  const { order, attendeeName, attendeeEmail, hasOwnLink } = seat;
  const [first] = way.meetings;
  const next = first && momentWords(first.startsAt, way.zone, practice.locale);
  const back =
    way.backMinor > 0 ? formatMoney(money(way.backMinor, seat.currency), practice.locale) : undefined;
  const own = { address: publicUrl + urls.chair(links.secret('chair', seatId)), words: 'Your page' };
  const toPayer: LetterTo | undefined = order && {
    ...{ role: 'payer', name: order.payerName, to: order.payerEmail },
    letter: movedLetter(practice, {
      ...{ name: order.payerName, number: order.number, next, back },
      page: { address: publicUrl + urls.order(links.secret('order', order.id)), words: 'Your order page' },
    }),
  };
  const toAttendee: LetterTo = {
    ...{ role: 'attendee', name: attendeeName, to: attendeeEmail },
    letter: movedLetter(practice, {
      ...{ name: attendeeName, number: undefined, next, back: undefined },
      page: hasOwnLink ? own : undefined,
    }),
  };
  return [...(toPayer ? [toPayer] : []), ...(hasOwnLink || !order ? [toAttendee] : [])];
};
