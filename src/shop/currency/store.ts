import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';

export type Priced = { readonly name: string; readonly currency: string };

/** Locks every offering, in the order of their ids, so that no checkout begins until this transaction ends. */
export const lockOfferings = (tx: Tx, practiceId: PracticeId) => tx<{ id: string }[]>`
  select id from shop.offerings where practice_id = ${practiceId} order by id for update
`;

/** What was sold, and how many are at a checkout. */
export const sold = async (
  tx: Tx,
  practiceId: PracticeId,
): Promise<{ readonly orders: number; readonly paying: number }> => {
  const [row] = await tx<{ orders: number; paying: number }[]>`
    select (select count(*)::integer from shop.orders where practice_id = ${practiceId}) as orders,
      (select count(*)::integer from shop.checkouts
        where practice_id = ${practiceId} and state in ('open', 'paying')) as paying
  `;
  return row ?? { orders: 0, paying: 0 };
};

/** What has prices, by name. */
export const priced = (tx: Tx, practiceId: PracticeId) => tx<Priced[]>`
  select coalesce(l.name, 'A group without a name') as name, o.currency
  from shop.offerings o
  left join shop.listings l on l.practice_id = o.practice_id and l.offering_id = o.id
  where o.practice_id = ${practiceId}
  union all
  select w.name, w.currency from shop.workbooks w where w.practice_id = ${practiceId} and w.price_minor > 0
  union all
  select p.name, p.currency from shop.packages p where p.practice_id = ${practiceId} and p.price_minor > 0
  order by 1
`;

/** Prices keep their numbers; whoever saw the old ones buys on new terms. */
export const turnOfferings = (tx: Tx, practiceId: PracticeId, to: Currency) => tx`
  update shop.offerings set currency = ${to}, terms_version = terms_version + 1
  where practice_id = ${practiceId} and currency <> ${to}
`;

/** The same for what is no seat; its price is told anew in a cart where it lies. */
export const turnThings = async (tx: Tx, practiceId: PracticeId, to: Currency) => {
  await tx`update shop.workbooks set currency = ${to} where practice_id = ${practiceId} and currency <> ${to}`;
  await tx`update shop.packages set currency = ${to} where practice_id = ${practiceId} and currency <> ${to}`;
};

/** Cards in the catalogue carry the currency: it is read again where a listing changed. */
export const markListings = (tx: Tx, practiceId: PracticeId) => tx`
  update shop.listings set changed_at = clock_timestamp() where practice_id = ${practiceId}
`;
