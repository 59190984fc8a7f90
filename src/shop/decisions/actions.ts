import type { Practice } from '../../identity/practice/public.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { markOf, newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { firstMeeting, turnOffering } from '../catalogue/public.ts';
import * as editing from '../editing/public.ts';
import { moveDecisionDate } from '../publishing/public.ts';
import { lockSeats } from '../seats/public.ts';
import { findSeat, type SeatToWithdraw } from '../withdrawals/public.ts';
import { type DateProblem, mayDecide, problemOfDate, type Standing, standingOf } from './decision.ts';
import { allOf, type LetterDeps, lettersToSeats, type Wish } from './plan-actions.ts';
import type { GroupKey, GroupToDecide } from './store.ts';
import * as store from './store.ts';

export type DecisionDeps = LetterDeps & {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
};

/** Told when a group is not held: everything of it is given back. */
export const GROUP_NOT_HELD = 'group-not-held';

/** All that a decision rests on, as it stands now. */
export type Look = {
  readonly group: GroupToDecide;
  readonly today: PlainDate;
  readonly firstMeetingOn: PlainDate | undefined;
  readonly standing: Standing;
  /** Who has a chair, by name. */
  readonly seats: readonly SeatToWithdraw[];
  /** Changes with everything that whoever decides was shown. */
  readonly mark: string;
};

export const lookAt = async (
  sql: Queryable,
  practice: Practice,
  offeringId: string,
): Promise<Look | undefined> => {
  const key = { practiceId: practice.id, offeringId };
  const group = await store.groupOf(sql, key);
  if (!group) return undefined;
  const today = group.now.toZonedDateTimeISO(practice.zone).toPlainDate();
  const first = firstMeeting(group.schedule)?.startsAt;
  const seats = await seatsIn(sql, key);
  return {
    ...{ group, today, seats },
    firstMeetingOn: first?.toZonedDateTimeISO(group.schedule.zone).toPlainDate(),
    standing: standingOf(group, today),
    mark: markOf(
      JSON.stringify([group.decisionOn, await store.openOfferIdsOf(sql, key), seats.map(shownOf)]),
    ),
  };
};

const seatsIn = async (sql: Queryable, key: GroupKey): Promise<SeatToWithdraw[]> => {
  const seats: SeatToWithdraw[] = [];
  for (const id of await store.seatIdsOf(sql, key)) {
    const seat = await findSeat(sql, key.practiceId, id);
    if (seat) seats.push(seat);
  }
  return seats;
};

const shownOf = (seat: SeatToWithdraw) => [
  seat.seatId,
  seat.attendeeName,
  seat.attendeeEmail,
  seat.order?.payerEmail,
  allOf(seat),
];

export type DecideRefusal =
  | { readonly because: 'gone' }
  /** Somebody was faster, or this form was sent twice. */
  | { readonly because: 'decided' }
  /** It has its people now, or the day is not there yet. */
  | { readonly because: 'not-due' }
  /** Somebody bought, gave back, or was paid back since it was shown. */
  | { readonly because: 'moved' }
  | { readonly because: DateProblem };

export type Decision = Wish & {
  readonly offeringId: string;
  /** The how-manieth decision about the group this is, by what was shown. */
  readonly number: number;
  /** The mark of what was shown. */
  readonly shown: string;
};

/**
 * Decides about a group in one transaction: what is decided, by whom, and every letter of it, or nothing. Sent twice it
 * is one decision. What was not shown as it is now is shown once more.
 */
export const decide = (
  deps: DecisionDeps,
  practice: Practice,
  editor: editing.Editor,
  wish: Decision,
): Promise<Result<undefined, DecideRefusal>> =>
  deps.db.begin(async (tx) => {
    const { offeringId } = wish;
    const key = { practiceId: practice.id, offeringId };
    const draft = await editing.lockDraft(tx, key);
    await lockSeats(tx, practice.id, [offeringId]);
    const look = await lookAt(tx, practice, offeringId);
    if (!look) return refuse({ because: 'gone' });
    const refusal = refusalOf(look, wish);
    if (refusal) return refuse(refusal);
    await write(tx, deps, { practice, editor, look, wish, draft });
    return accept(undefined);
  });

const refusalOf = (look: Look, { number, shown, ...wish }: Decision): DecideRefusal | undefined => {
  if (look.group.decisions >= number) return { because: 'decided' };
  if (!mayDecide(look.standing, wish.choice)) return { because: 'not-due' };
  if (look.mark !== shown) return { because: 'moved' };
  return dateRefusal(look, wish);
};

/** Whether a wish names a day that can be; only one that postpones names one. */
export const dateRefusal = (
  look: Look,
  { choice, until }: Wish,
): { readonly because: DateProblem } | undefined => {
  if (choice !== 'postpone') return undefined;
  const because = until ? problemOfDate(until, look) : 'not-later';
  return because && { because };
};

type Decided = {
  readonly practice: Practice;
  readonly editor: editing.Editor;
  readonly look: Look;
  readonly wish: Decision;
  readonly draft: editing.KeptDraft | undefined;
};

const write = async (tx: Tx, deps: DecisionDeps, decided: Decided): Promise<void> => {
  const { practice, editor, look, wish } = decided;
  const { group } = look;
  const { offeringId, decisionOn } = group;
  if (decisionOn === null) throw new Error('a decision that is due has a day');
  const id = newId<'decision'>();
  const until = wish.choice === 'postpone' ? wish.until : undefined;
  await store.insertDecision(tx, practice.id, {
    ...{ id, offeringId, choice: wish.choice, decisionOn, nextOn: until ?? null },
    ...{
      number: group.decisions + 1,
      taken: group.confirmed,
      needed: group.minSeats,
      personId: editor.personId,
    },
  });
  const became = await turn(tx, deps, decided, until);
  const because = `decision-${wish.choice}`;
  await editing.note(tx, editor, { offeringId, was: group.state, became, because });
  if (wish.choice === 'refund-all') return;
  const about = { decisionOn, seats: look.seats };
  for (const { letter, ...planned } of lettersToSeats(deps, practice, about, { choice: wish.choice, until }))
    await deps.outbox.mail(tx, {
      ...{ practiceId: practice.id, kind: `group-${wish.choice}` },
      dedupe: `group-${wish.choice}:${id}:${planned.seatId}:${planned.role}`,
      mail: { to: planned.to, ...letter },
      ...(planned.orderId ? { orderId: planned.orderId } : {}),
    });
};

/** What a decision does to the group itself; gives the state it is in from now on. */
const turn = async (
  tx: Tx,
  { jobs }: DecisionDeps,
  { practice, editor, look, wish, draft }: Decided,
  until: PlainDate | undefined,
): Promise<string> => {
  const { offeringId, state } = look.group;
  const key = { practiceId: practice.id, offeringId };
  if (until) {
    await moveDecisionDate(tx, editor, { offeringId, draft, on: until.toString() });
    return state;
  }
  await store.markDecided(tx, key);
  if (wish.choice === 'go') return state;
  if (state === 'published') await turnOffering(tx, practice.id, { offeringId, from: state, to: 'closed' });
  await jobs.enqueue(tx, GROUP_NOT_HELD, key);
  return 'closed';
};
