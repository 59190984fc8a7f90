import type { PracticeId } from '../../kernel/id.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { CrisisCheck, PayPalAnswer } from './checklist.ts';

export type Counted = {
  readonly today: PlainDate;
  readonly orderedAt: Instant | null;
  readonly heardAt: Instant | null;
  readonly facilitators: number;
  readonly ready: number;
  readonly agreement: number | null;
  readonly ruleVersion: number | null;
  readonly ruleIsOwn: boolean | null;
};

/** What the shop's own tables say of a practice that is about to open. */
export const counted = async (tx: Tx, practiceId: PracticeId, zone: string): Promise<Counted> => {
  const [row] = await tx<Counted[]>`
    select (platform.now() at time zone ${zone})::date as today,
      (select created_at from shop.attempts where practice_id = ${practiceId} and paypal_order_id is not null
        order by id desc limit 1) as "orderedAt",
      (select max(received_at) from shop.webhook_inbox where practice_id = ${practiceId}) as "heardAt",
      (select count(*)::integer from shop.facilitators where practice_id = ${practiceId} and retired_at is null)
        as facilitators,
      (select count(*)::integer from shop.offerings o
        join shop.listings l on l.practice_id = o.practice_id and l.offering_id = o.id
        where o.practice_id = ${practiceId} and o.state = 'published'
          and (l.ends_at is null or l.ends_at > platform.now())
          and exists (select 1 from shop.listing_facilitators f
            where f.practice_id = o.practice_id and f.offering_id = o.id)) as ready,
      (select max(version) from shop.agreements where practice_id = ${practiceId}) as agreement,
      rule.version as "ruleVersion", rule.made_by is not null as "ruleIsOwn"
    from (select 1) as one
    left join lateral (select version, made_by from shop.refund_rules where practice_id = ${practiceId}
      order by version desc limit 1) as rule on true
  `;
  if (!row) throw new Error('one row is always selected');
  return row;
};

/** Groups on the site that nobody holds, as a program before this one let them be published. */
export const groupsAlone = (tx: Tx, practiceId: PracticeId) => tx<{ id: string; name: string }[]>`
  select o.id, l.name from shop.offerings o
  join shop.listings l on l.practice_id = o.practice_id and l.offering_id = o.id
  where o.practice_id = ${practiceId} and o.state = 'published'
    and (l.ends_at is null or l.ends_at > platform.now())
    and not exists (select 1 from shop.listing_facilitators f
      where f.practice_id = o.practice_id and f.offering_id = o.id)
  order by l.name, o.id
  limit 5
`;

export const newestCheck = async (tx: Tx, practiceId: PracticeId): Promise<CrisisCheck | undefined> => {
  const [row] = await tx<CrisisCheck[]>`
    select on_day as "on", who, numbers from shop.crisis_checks where practice_id = ${practiceId}
    order by at desc, id desc limit 1
  `;
  return row;
};

type Check = CrisisCheck & { readonly id: string; readonly byPerson: string };

export const insertCheck = (tx: Tx, practiceId: PracticeId, { id, on, who, numbers, byPerson }: Check) => tx`
  insert into shop.crisis_checks (practice_id, id, on_day, who, numbers, by_person)
  values (${practiceId}, ${id}, ${on.toString()}, ${who}, ${[...numbers]}, ${byPerson})
`;

export const payPalAnswer = async (tx: Tx, practiceId: PracticeId): Promise<PayPalAnswer | undefined> => {
  const [row] = await tx<PayPalAnswer[]>`
    select answer, asked_at as at from shop.paypal_answers where practice_id = ${practiceId}
  `;
  return row;
};

export const savePayPalAnswer = (tx: Tx, practiceId: PracticeId, answer: PayPalAnswer['answer']) => tx`
  insert into shop.paypal_answers (practice_id, answer) values (${practiceId}, ${answer})
  on conflict (practice_id) do update set answer = excluded.answer, asked_at = platform.now()
`;

export const databaseNow = async (tx: Tx): Promise<Instant> => {
  const [row] = await tx<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database tells the time');
  return row.now;
};
