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
const { locale } = { locale: 'en-US' };
const price = (minor: number) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(minor / 100);
/** Cells of the table, by the head of their row. */
const rowsOf = (body: string) =>
  new Map(
    [...body.matchAll(/<tr><th scope="row"[^>]*>(.*?)<\/th>(.*?)<\/tr>/gs)].map(
      ([, head = '', cells = '']) => [
        head,
        [...cells.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell),
      ],
    ),
  );
const sum = async (account: string, because: readonly string[] = []) => {
  const [row] = await owner<{ minor: number }[]>`
    select coalesce(sum(amount_minor), 0)::integer as minor from shop.ledger where account = ${account}
      and currency = 'USD' ${because.length > 0 ? owner`and because in ${owner(because)}` : owner``}`;
  return row?.minor ?? 0;
};

test('every total agrees with the ledger to the cent', async () => {
  const { body } = await ada.get('/desk/money');
  const rows = rowsOf(body);
  const ever = (head: string) => rows.get(head)?.[2];
  const [sales, suspense, tax, funds] = await Promise.all([
    sum('sales', ['sale']),
    sum('suspense', ['surplus']),
    sum('tax', ['sale']),
    sum('funds', ['sale']),
  ]);
  assert.notEqual(sales, 0, 'the example has books');
  assert.equal(ever('Came in'), price(-(sales + suspense + tax + funds)));
  assert.equal(ever('PayPal’s fees'), price(-(await sum('paypal-fees'))));
  const back =
    (await sum('refunds', ['refund'])) + (await sum('tax', ['refund'])) + (await sum('suspense', ['refund']));
  assert.equal(ever('Went back to buyers'), price(0 - back));
  assert.equal(ever('Taken in disputes'), price(0 - (await sum('disputes'))));
  const balance = await sum('paypal-balance');
  assert.equal(ever('Change of the PayPal balance'), price(balance));
  assert.equal(ever('Stays'), price(balance), 'nothing went to the bank');
  const [going] = await owner<{ minor: number }[]>`
    select coalesce(sum(amount_minor), 0)::integer as minor from shop.refunds where state in ('wanted', 'asked', 'pending')`;
  const disputed = await owner`select 1 from shop.disputes where state <> 'resolved'`;
  assert.equal(disputed.length, 0);
  assert.ok(body.includes(`<dt>Expected payout</dt><dd><b>${price(balance - (going?.minor ?? 0))}</b>`));
});

test('the months of the page are months of the practice’s zone, and sum to the whole', async () => {
  await database.shiftClock('0');
  const rows = rowsOf((await ada.get('/desk/money')).body);
  const [inMonth] = await owner<{ minor: number }[]>`
    select coalesce(sum(amount_minor), 0)::integer as minor from shop.ledger where account = 'paypal-balance'
      and posted_at >= date_trunc('month', platform.now() at time zone 'America/Los_Angeles') at time zone 'America/Los_Angeles'`;
  assert.equal(rows.get('Change of the PayPal balance')?.[0], price(inMonth?.minor ?? 0));
});

test('it leads to months, invoices, books, disputes, breaks and the check, and Today leads to it', async () => {
  const { body } = await ada.get('/desk/money');
  for (const path of [
    'months',
    'money/invoices',
    'money/books',
    'money/disputes',
    'money/breaks',
    'money/check',
  ])
    assert.ok(body.includes(`href="/desk/${path}"`), path);
  assert.match((await ada.get('/desk')).body, /href="\/desk\/money"/);
});

test('nobody but the owner sees it', async () => {
  assert.equal((await site.visitor().get('/desk/money')).statusCode, 404);
});
