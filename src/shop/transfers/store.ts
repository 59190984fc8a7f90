import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';

/** What each meeting of a seat cost who paid: by its line, or by what was carried where it has moved before. */
export const unitOf = async (sql: Queryable, practiceId: PracticeId, seatId: string): Promise<number> => {
  const [row] = await sql<{ unitMinor: number }[]>`
    select coalesce(case when seat.follows_id is null then line.unit_minor
      else seat.carried_minor / greatest(jsonb_array_length(seat.meetings_at), 1) end, 0) as "unitMinor"
    from shop.seats as seat
    left join shop.checkout_lines as line on line.practice_id = seat.practice_id and line.id = seat.line_id
    where seat.practice_id = ${practiceId} and seat.id = ${seatId}
  `;
  return row?.unitMinor ?? 0;
};

/** Groups in which everybody could take a seat now, by name, but for this one. */
export const openGroupIds = async (
  sql: Queryable,
  practiceId: PracticeId,
  seat: { readonly offeringId: string; readonly currency: string },
): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select o.id from shop.offerings as o
    join shop.listings as l on l.practice_id = o.practice_id and l.offering_id = o.id
    where o.practice_id = ${practiceId} and o.id <> ${seat.offeringId} and o.currency = ${seat.currency}
      and o.state = 'published' and o.entry = 'buy' and (o.waiting = 0 or o.opened > 0)
      and o.held + o.offered + o.confirmed < o.capacity
    order by l.name, o.id
    limit 100
  `;
  return rows.map(({ id }) => id);
};
