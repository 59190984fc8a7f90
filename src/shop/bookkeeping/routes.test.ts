import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { EXAMPLE_OWNER, exampleSite } from '../../../test/support/example-site.ts';
import { signInByLetter } from '../../../test/world.ts';

const database = await testDatabase();
const { owner } = database;
const site = await exampleSite(database);
await site.runJobs();
const ada = site.visitor();
await signInByLetter(site, ada, EXAMPLE_OWNER);

/** The lines of a CSV file as cells; the files here hold no quoted line breaks. */
const cellsOf = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));

const cents = (text = '') => Math.round(Number(text) * 100);

test('the table of a month sums to the ledger, account by account, to the cent', async () => {
  const told = await ledgerByMonth();
  assert.ok(told.length >= 3, 'the example has books');
  for (const month of new Set(told.map((row) => row.month))) {
    const answer = await ada.get(`/desk/money/books.csv?month=${month}`);
    const cells = cellsOf(answer.body);
    for (const { account, debit, credit } of told.filter((row) => row.month === month)) {
      const own = cells.filter((row) => row[3] === account);
      assert.equal(
        own.reduce((sum, row) => sum + cents(row[6]), 0),
        debit,
        `${month} ${account} debit`,
      );
      assert.equal(
        own.reduce((sum, row) => sum + cents(row[7]), 0),
        credit,
        `${month} ${account} credit`,
      );
    }
    const all = (column: number) => cells.reduce((sum, row) => sum + cents(row[column]), 0);
    assert.equal(all(6), all(7), 'debit is credit');
  }
});

const ledgerByMonth = () => owner<{ month: string; account: string; debit: number; credit: number }[]>`
  select to_char(posted_at at time zone 'America/Los_Angeles', 'YYYY-MM') as month, account,
    coalesce(sum(amount_minor) filter (where amount_minor > 0), 0)::integer as debit,
    coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0)::integer as credit
  from shop.ledger group by 1, 2`;

test('the page shows the same sums, and says that they agree', async () => {
  const { body } = await ada.get('/desk/money/books');
  assert.match(body, /Debit and credit are \$[\d,]+\.\d\d each, as they must/);
  assert.match(body, /PayPal balance/);
});

test('no person is named in the table to save', async () => {
  const { body } = await ada.get('/desk/money/books.csv');
  for (const [name] of await owner`select payer_name from shop.orders`.values())
    assert.ok(!body.includes(String(name)), String(name));
});

test('a garbled month shows the present one; an empty one is said to be so', async () => {
  for (const month of ['2026-13', 'x', '%00', 'a&month=b'])
    assert.equal((await ada.get(`/desk/money/books?month=${month}`)).statusCode, 200);
  const { body } = await ada.get('/desk/money/books?month=1999-01');
  assert.match(body, /Nothing was posted up to this month/);
});

test('nobody but the owner reads the books', async () => {
  for (const path of ['/desk/money/books', '/desk/money/books.csv'])
    assert.equal((await site.visitor().get(path)).statusCode, 404);
});
