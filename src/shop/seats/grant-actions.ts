import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import * as store from './store.ts';

/** A seat given by the practice, without an order; `full` and `already-seated` are refused. */
export const grantSeat = async (
  tx: Tx,
  grant: {
    readonly practiceId: PracticeId;
    readonly offeringId: string;
    readonly attendeeName: string;
    readonly attendeeEmail: string;
    /** A seat id chosen by the caller, for data that must be the same every time. */
    readonly seatId?: string;
  },
): Promise<Result<{ readonly seatId: string }, { readonly because: 'full' | 'already-seated' }>> => {
  const offerings = { practiceId: grant.practiceId, offeringIds: [grant.offeringId] };
  await store.lockOfferings(tx, offerings);
  const seated = await store.alreadySeatedIn(tx, offerings, grant.attendeeEmail);
  if (seated.length > 0) return refuse({ because: 'already-seated' });
  const taken = await store.takeGrantedSeat(tx, grant.practiceId, grant.offeringId);
  if (taken.length === 0) return refuse({ because: 'full' });
  const seatId = grant.seatId ?? newId<'seat'>();
  await store.insertSeats(tx, grant.practiceId, [
    {
      id: seatId,
      offeringId: grant.offeringId,
      orderId: null,
      lineId: null,
      attendee: { name: grant.attendeeName, email: grant.attendeeEmail },
      state: 'granted',
      secretHash: null,
    },
  ]);
  return accept({ seatId });
};
