import type { PlainDate } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { EnrolmentState } from './states.ts';

export type NewEnrolment = {
  readonly practiceId: string;
  readonly id: string;
  readonly groupId: string;
  readonly personId: string;
  readonly seatId: string;
  readonly joinedOn: PlainDate;
};

/** True when a row was written; false when this seat, or this person in this group, already has one. */
export const insertEnrolment = async (tx: Tx, enrolment: NewEnrolment): Promise<boolean> => {
  const rows = await tx`
    insert into care.enrolments (practice_id, id, group_id, person_id, seat_id, state, joined_on)
    values (${enrolment.practiceId}, ${enrolment.id}, ${enrolment.groupId}, ${enrolment.personId},
      ${enrolment.seatId}, 'active', ${enrolment.joinedOn})
    on conflict do nothing
    returning id
  `;
  return rows.length === 1;
};

export const enrolmentOfSeat = async (tx: Tx, practiceId: string, seatId: string) => {
  const [row] = await tx<{ id: string }[]>`
    select id from care.enrolments where practice_id = ${practiceId} and seat_id = ${seatId}
  `;
  return row?.id;
};

export const lockEnrolmentOfSeat = async (
  tx: Tx,
  { practiceId, seatId }: { readonly practiceId: string; readonly seatId: string },
) => {
  const [row] = await tx<{ state: EnrolmentState }[]>`
    select state from care.enrolments where practice_id = ${practiceId} and seat_id = ${seatId} for no key update
  `;
  return row?.state;
};

export const endEnrolment = (
  tx: Tx,
  end: {
    readonly practiceId: string;
    readonly seatId: string;
    readonly because: EnrolmentState;
    readonly leftOn: PlainDate;
  },
) => tx`
  update care.enrolments set state = ${end.because}, left_on = ${end.leftOn}
  where practice_id = ${end.practiceId} and seat_id = ${end.seatId}
`;

export const seatOfActive = async (
  tx: Tx,
  wish: { readonly practiceId: string; readonly groupId: string; readonly personId: string },
) => {
  const [row] = await tx<{ seatId: string }[]>`
    select seat_id as "seatId" from care.enrolments
    where practice_id = ${wish.practiceId} and group_id = ${wish.groupId} and person_id = ${wish.personId}
      and state in ('active', 'paused')
  `;
  return row?.seatId;
};

export type RosterRow = {
  readonly seatId: string;
  readonly personId: string;
  readonly state: EnrolmentState;
  readonly joinedOn: PlainDate;
  readonly leftOn: PlainDate | null;
};

/** Everybody who is or was in the group, as far as this transaction's viewer may see. */
export const rosterOf = (tx: Tx, practiceId: string, groupId: string) => tx<RosterRow[]>`
  select seat_id as "seatId", person_id as "personId", state, joined_on as "joinedOn", left_on as "leftOn"
  from care.enrolments
  where practice_id = ${practiceId} and group_id = ${groupId}
  order by joined_on, id
`;
