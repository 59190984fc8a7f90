import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { Meeting } from '../catalogue/public.ts';

export type MovedSeat = {
  readonly id: string;
  readonly followsId: string;
  readonly offeringId: string;
  /** Null where the seat goes with every meeting of its group, because it was given. */
  readonly meetings: readonly Meeting[] | null;
  readonly carriedMinor: number;
  /** Hash of the attendee's own link; null where the payer comes. */
  readonly secretHash: Buffer | null;
};

/** A seat like another one, in another group: the same person, order and line. */
export const insertMovedSeat = (tx: Tx, practiceId: PracticeId, seat: MovedSeat) => tx`
  insert into shop.seats (practice_id, id, offering_id, order_id, line_id, attendee_name, attendee_email, state,
    attendee_secret_hash, follows_id, carried_minor, meetings_at)
  select practice_id, ${seat.id}, ${seat.offeringId}, order_id, line_id, attendee_name, attendee_email,
    case when order_id is null then 'granted' else 'paid' end, ${seat.secretHash}, id, ${seat.carriedMinor},
    ${seat.meetings === null ? null : tx.json(seat.meetings.map((meeting) => ({ startsAt: meeting.startsAt.toString(), endsAt: meeting.endsAt.toString() })))}
  from shop.seats where practice_id = ${practiceId} and id = ${seat.followsId}
`;
