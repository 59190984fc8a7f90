import type { PracticeId } from '../../kernel/id.ts';
import { type Instant, Temporal } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Meeting, Schedule } from '../catalogue/public.ts';
import type { Change, Latest, SeatChange } from './meeting-changes.ts';

export type GroupKey = { readonly practiceId: PracticeId; readonly offeringId: string };

type Stored = { readonly startsAt: string; readonly endsAt: string };

/** A seat that somebody has, with what was bought with it and what became of that. */
export type SeatAtGroup = {
  readonly seatId: string;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  /** Undefined for a seat that was granted: it goes with all meetings of the group. */
  readonly bought: readonly Meeting[] | undefined;
  readonly latest: readonly Latest[];
};

type SeatRow = Omit<SeatAtGroup, 'bought' | 'latest'> & { readonly meetings: readonly Stored[] | null };

const toMeeting = ({ startsAt, endsAt }: Stored): Meeting => ({
  startsAt: Temporal.Instant.from(startsAt),
  endsAt: Temporal.Instant.from(endsAt),
});

/** Everybody who has a seat in this group now, or of these seats those that are still taken. */
export const seatsAt = async (
  sql: Queryable,
  { practiceId, offeringId }: GroupKey,
  orderId?: string,
): Promise<SeatAtGroup[]> => {
  const rows = await sql<SeatRow[]>`
    select s.id as "seatId", s.attendee_name as "attendeeName", s.attendee_email as "attendeeEmail",
      coalesce(s.meetings_at, l.meetings_at) as meetings
    from shop.seats s
    left join shop.checkout_lines l on l.practice_id = s.practice_id and l.id = s.line_id
    where s.practice_id = ${practiceId} and s.offering_id = ${offeringId} and s.state in ('paid', 'granted')
      ${orderId === undefined ? sql`` : sql`and s.order_id = ${orderId}`}
    order by s.attendee_name, s.id
  `;
  const latest = await latestOf(
    sql,
    practiceId,
    rows.map(({ seatId }) => seatId),
  );
  return rows.map(({ meetings, ...seat }) => ({
    ...seat,
    bought: meetings?.map(toMeeting),
    latest: latest.get(seat.seatId) ?? [],
  }));
};

type LatestRow = {
  readonly seatId: string;
  readonly publication: number;
  readonly boughtAt: Instant;
  readonly becomesAt: Instant | null;
  readonly becomesUntil: Instant | null;
};

/** The newest word about each meeting of these seats that was ever moved or called off. */
export const latestOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  seatIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Latest[]>> => {
  if (seatIds.length === 0) return new Map();
  const rows = await sql<LatestRow[]>`
    select distinct on (seat_id, bought_at) seat_id as "seatId", bought_at as "boughtAt", becomes_at as "becomesAt",
      becomes_until as "becomesUntil", publication
    from shop.meeting_changes
    where practice_id = ${practiceId} and seat_id = any(${seatIds as string[]}::uuid[])
    order by seat_id, bought_at, publication desc
  `;
  return Map.groupBy(
    rows.map(({ becomesAt, becomesUntil, ...row }) => ({
      ...row,
      becomes: becomesAt && becomesUntil && { startsAt: becomesAt, endsAt: becomesUntil },
    })),
    ({ seatId }) => seatId,
  );
};

/** Writes down what a publication does to seats; the same change twice is one row. */
export const insertChanges = async (
  tx: Tx,
  { practiceId, offeringId }: GroupKey,
  publication: number,
  changes: readonly SeatChange[],
): Promise<void> => {
  if (changes.length === 0) return;
  await tx`
    insert into shop.meeting_changes ${tx(
      changes.map(({ seatId, bought, was, becomes }) => ({
        practice_id: practiceId,
        id: newId<'meeting-change'>(),
        offering_id: offeringId,
        seat_id: seatId,
        publication,
        bought_at: bought.startsAt.toString(),
        was_at: was?.startsAt.toString() ?? null,
        was_until: was?.endsAt.toString() ?? null,
        becomes_at: becomes?.startsAt.toString() ?? null,
        becomes_until: becomes?.endsAt.toString() ?? null,
      })),
    )}
    on conflict on constraint one_change_a_meeting_and_publication do nothing
  `;
};

/** What a version says of dates and place. */
export type DatesInPrint = {
  readonly number: number;
  readonly termsVersion: number;
  readonly schedule: Schedule;
  readonly meetingsSold: number;
  readonly format: string;
  readonly place: string;
};

const printed = (sql: Queryable, { practiceId, offeringId }: GroupKey, which: ReturnType<Queryable>) => sql<
  DatesInPrint[]
>`
  select number, terms_version as "termsVersion", content -> 'schedule' as schedule,
    (content ->> 'meetingsSold')::integer as "meetingsSold", content ->> 'format' as format, content ->> 'place' as place
  from shop.publications
  where practice_id = ${practiceId} and offering_id = ${offeringId} ${which}
`;

/** The newest version, and every one since the terms were at this version, oldest first. */
export const printedSince = (sql: Queryable, key: GroupKey, termsVersion: number) =>
  printed(
    sql,
    key,
    sql`and number >= coalesce((select max(p.number) from shop.publications p
      where p.practice_id = ${key.practiceId} and p.offering_id = ${key.offeringId} and p.terms_version <= ${termsVersion}), 1)
      order by number`,
  );

/** A version and the one before it. */
export const printedAround = (sql: Queryable, key: GroupKey, number: number) =>
  printed(sql, key, sql`and number in (${number - 1}, ${number}) order by number`);

/** The lines of an order, each with the version of the terms on which it was bought. */
export const linesOfOrder = (sql: Queryable, practiceId: PracticeId, orderId: string) => sql<
  { offeringId: string; termsVersion: number; isOld: boolean }[]
>`
  select distinct l.offering_id as "offeringId", l.terms_version as "termsVersion", o.terms_version > l.terms_version as "isOld"
  from shop.seats s
  join shop.checkout_lines l on l.practice_id = s.practice_id and l.id = s.line_id
  join shop.offerings o on o.practice_id = s.practice_id and o.id = s.offering_id
  where s.practice_id = ${practiceId} and s.order_id = ${orderId} and l.offering_id = s.offering_id
`;

/** Nobody publishes this group, or buys a seat in it, until the transaction ends. */
export const lockOffering = (tx: Tx, { practiceId, offeringId }: GroupKey) => tx`
  select 1 from shop.offerings where practice_id = ${practiceId} and id = ${offeringId} for no key update
`;

export type Recipient = {
  readonly seatId: string;
  readonly orderId: string | null;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  /** True where the attendee has a page of the own, because somebody else paid. */
  readonly hasChairPage: boolean;
};

/** Everybody who has a seat in the group, as letters reach them. */
export const recipients = (sql: Queryable, { practiceId, offeringId }: GroupKey) => sql<Recipient[]>`
  select id as "seatId", order_id as "orderId", attendee_name as "attendeeName", attendee_email as "attendeeEmail",
    attendee_secret_hash is not null as "hasChairPage"
  from shop.seats
  where practice_id = ${practiceId} and offering_id = ${offeringId} and state in ('paid', 'granted')
  order by id
`;

type ChangeRow = {
  readonly seatId: string;
  readonly boughtAt: Instant;
  readonly wasAt: Instant | null;
  readonly wasUntil: Instant | null;
  readonly becomesAt: Instant | null;
  readonly becomesUntil: Instant | null;
};

type ChangeToTell = Change & { readonly seatId: string };

const meetingOf = (startsAt: Instant | null, endsAt: Instant | null): Meeting | null =>
  startsAt && endsAt && { startsAt, endsAt };

/** What a publication did to seats, by seat. */
export const changesToTell = async (
  sql: Queryable,
  { practiceId, offeringId }: GroupKey,
  publication: number,
): Promise<ReadonlyMap<string, readonly ChangeToTell[]>> => {
  const rows = await sql<ChangeRow[]>`
    select seat_id as "seatId", bought_at as "boughtAt", was_at as "wasAt", was_until as "wasUntil",
      becomes_at as "becomesAt", becomes_until as "becomesUntil"
    from shop.meeting_changes
    where practice_id = ${practiceId} and offering_id = ${offeringId} and publication = ${publication}
    order by bought_at
  `;
  return Map.groupBy(
    rows.map(({ seatId, wasAt, wasUntil, becomesAt, becomesUntil }) => ({
      seatId,
      was: meetingOf(wasAt, wasUntil),
      becomes: meetingOf(becomesAt, becomesUntil),
    })),
    ({ seatId }) => seatId,
  );
};

export const markTold = (
  tx: Tx,
  { practiceId, offeringId }: GroupKey,
  publication: number,
  seatId: string,
) => tx`
  update shop.meeting_changes set told_at = platform.now()
  where practice_id = ${practiceId} and offering_id = ${offeringId} and publication = ${publication}
    and seat_id = ${seatId} and told_at is null
`;

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database has a clock');
  return row.now;
};
