// The floor of a checkout: its recorded SQL with fresh ids, through the same driver, and nothing else.
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { openDb, type Queryable } from '../src/platform/db.ts';
import type { Chair } from './checkout-buyer.ts';
import { type Statement, scriptOf, type Unit } from './checkout-record.ts';
import { optionsOfProgram, serveParent } from './program.ts';
import { type Rush, rush } from './rush.ts';

export type BareCheckout = {
  readonly appUrl: string;
  /** Two recorded checkouts of the first chair, as v8 serialises them. */
  readonly recorded: string;
  readonly chairs: readonly Chair[];
  /** Order numbers begin above what is there. */
  readonly firstNumber: number;
};

const { appUrl, recorded, chairs, firstNumber } = optionsOfProgram<BareCheckout>();
const db = openDb({ url: appUrl, maxConnections: 16 });
const [first, second] = deserialize(readFileSync(recorded)) as [Unit[], Unit[]];
const pairOf = ({ offeringId, tierId }: Chair) => [offeringId, tierId] as const;
const script = scriptOf(first, second, pairOf(chairs[0] as Chair));

const send = (sql: Queryable, { text, values }: Statement) =>
  sql.unsafe(text, values.map(({ type, value }) => sql.typed(value as never, type)) as never, {
    prepare: true,
  });

const play = async (unit: Unit): Promise<void> => {
  const all = async (sql: Queryable) => {
    for (const batch of unit.statements) await Promise.all(batch.map((statement) => send(sql, statement)));
  };
  await (unit.transaction ? db.begin(all) : all(db.sql));
};

const buy = async (number: number): Promise<void> => {
  const chair = chairs[number % chairs.length] as Chair;
  for (const unit of script.fresh(firstNumber + number, pairOf(chair))) await play(unit);
};

serveParent(0, () => db.close(), {
  rush: (wish: Rush) => rush(wish, buy),
  size: () => ({ statements: script.statements, transactions: script.transactions }),
  orders: async () => Number((await db.sql`select count(*) as count from shop.orders`)[0]?.['count']),
});
