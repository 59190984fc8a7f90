import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { money } from '../../kernel/money.ts';
import { newId } from '../../platform/ids.ts';
import { moneyCame } from './postings.ts';
import { post } from './public.ts';

const { db, owner } = await testDatabase();
const practiceId = newId<'practice'>();

const write = (practice: PracticeId) =>
  db.begin((tx) => post(tx, practice, moneyCame(money(4_500, 'USD'), money(150, 'USD'), 'sales'), {}));

test('what is posted stays as it is: the app may not change it, and the owner of the tables cannot', async () => {
  await write(practiceId);
  for (const change of ['update shop.ledger set amount_minor = 1', 'delete from shop.ledger']) {
    await assert.rejects(db.sql.unsafe(change), /permission denied/);
    await assert.rejects(owner.unsafe(change), /the ledger is never changed/);
  }
  await assert.rejects(owner.unsafe('truncate shop.ledger'), /the ledger is never changed/);
});

test('a posting that does not sum to zero is not committed, in any currency', async () => {
  const entry = (posting: string, minor: number, currency = 'USD') => ({
    ...{ practice_id: practiceId, id: newId<'entry'>(), posting_id: posting, account: 'differences' },
    ...{ amount_minor: minor, currency, because: 'planted' },
  });
  const [one, two, three] = [newId<'posting'>(), newId<'posting'>(), newId<'posting'>()];
  const insert = (rows: ReturnType<typeof entry>[]) =>
    db.begin((tx) => tx`insert into shop.ledger ${tx(rows)}`);
  await assert.rejects(insert([entry(one, 100)]), /does not sum to zero/);
  await assert.rejects(insert([entry(two, 100), entry(two, -100, 'EUR')]), /does not sum to zero/);
  await insert([entry(three, 100), entry(three, -100), entry(three, 5, 'EUR'), entry(three, -5, 'EUR')]);
});

test('entries of one posting may come in several statements of a transaction', async () => {
  const posting = newId<'posting'>();
  await db.begin(async (tx) => {
    for (const minor of [300, -100, -200])
      await tx`
        insert into shop.ledger (practice_id, id, posting_id, account, amount_minor, currency, because)
        values (${practiceId}, ${newId<'entry'>()}, ${posting}, 'differences', ${minor}, 'USD', 'planted')`;
  });
});
