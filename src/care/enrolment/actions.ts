import { knownPerson, personFor } from '../../identity/people/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { canBecome } from './states.ts';
import * as store from './store.ts';

export type SeatToEnrol = {
  readonly practiceId: PracticeId;
  readonly seatId: string;
  readonly groupId: string;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  readonly joinedOn: PlainDate;
};

export type Enrolled = 'enrolled' | 'was-enrolled' | 'already-in-group';

/**
 * Makes the one who comes known as a person and puts them on the group's roster. The same seat twice is one
 * enrolment; a person who is in the group by another seat is left as they are, and the caller is told.
 */
export const enrolFromSeat = (db: Db, seat: SeatToEnrol): Promise<Enrolled> => {
  const { practiceId, seatId, groupId, joinedOn } = seat;
  return db.as({ kind: 'job:enrol', practiceId }, async (tx) => {
    const person = { practiceId, name: seat.attendeeName, email: seat.attendeeEmail };
    const personId = await personFor(tx, person);
    const id = newId<'enrolment'>();
    if (await store.insertEnrolment(tx, { practiceId, id, groupId, personId, seatId, joinedOn }))
      return 'enrolled';
    return (await store.enrolmentOfSeat(tx, practiceId, seatId)) ? 'was-enrolled' : 'already-in-group';
  });
};

/** Ends the enrolment that a freed seat carried; the row stays as the record. `not-active` where there is none to end. */
export const endEnrolmentOfSeat = (
  db: Db,
  end: {
    readonly practiceId: PracticeId;
    readonly seatId: string;
    /** `withdrawn` before the first meeting, `left` after it. */
    readonly because: 'withdrawn' | 'left';
    readonly leftOn: PlainDate;
  },
): Promise<'ended' | 'not-active'> =>
  db.as({ kind: 'job:enrol', practiceId: end.practiceId }, async (tx) => {
    const was = await store.lockEnrolmentOfSeat(tx, end);
    if (!was || !canBecome(was, end.because)) return 'not-active';
    await store.endEnrolment(tx, end);
    return 'ended';
  });

/** By which seat a person is in a group now; undefined where they are not. For jobs alone. */
export const seatOfActive = (
  db: Db,
  wish: { readonly practiceId: PracticeId; readonly groupId: string; readonly email: string },
): Promise<string | undefined> =>
  db.as({ kind: 'job:enrol', practiceId: wish.practiceId }, async (tx) => {
    const personId = await knownPerson(tx, wish.practiceId, wish.email);
    return personId && store.seatOfActive(tx, { ...wish, personId });
  });

export type Viewing = { readonly practiceId: PracticeId; readonly personId: string };

/** The group's roster as this person may see it: everybody for the desk, nobody for a stranger. */
export const rosterFor = (db: Db, viewing: Viewing, groupId: string): Promise<store.RosterRow[]> =>
  db.as({ kind: 'person', ...viewing }, async (tx) => [
    ...(await store.rosterOf(tx, viewing.practiceId, groupId)),
  ]);
