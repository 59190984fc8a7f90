import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp, type Visitor } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import {
  ABOUT_AMARA,
  type GroupForSale,
  goToPay,
  openSale,
  sellGroup,
  takeChair,
} from '../../../test/support/sale.ts';
import { signInByLetter } from '../../../test/world.ts';

const database = await testDatabase();
const { db, owner } = database;
const site = await testApp(database);
const { practiceId, groups } = await openSale(db, [{ prices: [4500], capacity: 50 }]);
const group = groups[0] as GroupForSale;
const PATH = '/desk/practice/refund-rule';

const imani = site.visitor();
await signInByLetter(site, imani, 'imani@rowan.example');

const HALF = {
  full_until_days: '14',
  share_before: '60',
  share_after: '40',
  fee: '5.00',
  cooling_off_days: '0',
};
const versions = async () =>
  (await owner`select version from shop.refund_rules where practice_id = ${practiceId} order by version`).map(
    (row) => row['version'],
  );
const newest = async () => String((await versions()).at(-1) ?? 1);
const save = async (by: Visitor, fields: Record<string, string>, after?: string) =>
  by.post(PATH, { after: after ?? (await newest()), do: 'save', ...HALF, ...fields });
const agreementPage = async () => {
  const visitor = site.visitor();
  await takeChair(visitor, group);
  await visitor.post('/checkout');
  await visitor.post('/checkout/you', ABOUT_AMARA);
  return { visitor, body: (await visitor.get('/checkout/agreement')).body };
};

test('the rule is the owner’s: for everybody else the page does not exist', async () => {
  assert.equal((await site.visitor().get(PATH)).statusCode, 404);
  assert.equal((await site.visitor().post(PATH, HALF)).statusCode, 404);
  const { body } = await imani.get(PATH);
  assert.match(body, /Through 7 days before the first meeting, all of what you paid goes back/);
  assert.match(body, /the one every practice begins with/);
});

test('a preview shows the rule at work and saves nothing', async () => {
  const before = await versions();
  const { body, statusCode } = await imani.post(PATH, { after: '1', do: 'preview', ...HALF });
  assert.equal(statusCode, 200);
  assert.match(body, /How your new rule works/);
  assert.match(body, /We keep \$5\.00 of what goes back/);
  assert.match(body, /In the last minute for all of it[\s\S]*?\$355\.00/);
  assert.deepEqual(await versions(), before);
});

test('whoever has begun to pay keeps the rule they saw; the next one reads the new one', async () => {
  const early = await agreementPage();
  assert.match(early.body, /Through 7 days before/);
  assert.equal((await save(imani, {})).statusCode, 303);
  assert.match((await early.visitor.get('/checkout/agreement')).body, /Through 7 days before/);
  assert.match((await agreementPage()).body, /Through 14 days before/);
  assert.match((await site.visitor().get('/terms')).body, /Through 14 days before/);
  const frozen = await owner`
    select refund_rule_version as version from shop.checkouts where practice_id = ${practiceId} order by created_at`;
  assert.deepEqual(
    frozen.map(({ version }) => version),
    [1, 2],
  );
});

test('the same rule again is no new version, and two owners at once write one after the other or are told', async () => {
  const before = await newest();
  await save(imani, {});
  assert.equal(await newest(), before);
  const answers = await Promise.all([
    save(imani, { share_before: '70' }, before),
    save(imani, { share_before: '80' }, before),
  ]);
  assert.deepEqual(answers.map((answer) => answer.statusCode).sort(), [303, 409]);
  assert.equal(await newest(), String(Number(before) + 1));
  assert.match(answers.find((answer) => answer.statusCode === 409)?.body ?? '', /Somebody else has written/);
});

for (const [field, value, words] of [
  ['full_until_days', '-1', /whole days, from 0 to 365/],
  ['full_until_days', '366', /whole days, from 0 to 365/],
  ['share_before', '101', /whole percentage/],
  ['share_after', '61', /no larger than the percentage above/],
  ['fee', '1.005', /write the sum as a number/],
  ['fee', '-5', /write the sum as a number/],
  ['cooling_off_days', 'two weeks', /whole days/],
] as const)
  test(`“${value}” for ${field} is answered beside its field, and nothing typed is lost`, async () => {
    const before = await versions();
    const { statusCode, body } = await save(imani, { [field]: value });
    assert.equal(statusCode, 422);
    assert.match(body, words);
    assert.ok(body.includes(`value="${value}"`));
    assert.deepEqual(await versions(), before);
  });

test('the database holds the same bounds', async () => {
  await assert.rejects(
    async () => db.sql`insert into shop.refund_rules (practice_id, version, full_until_days, share_before, share_after,
      fee_minor, cooling_off_days) values (${practiceId}, 99, 7, 50, 51, 0, 0)`,
    /check constraint/,
  );
  await assert.rejects(
    async () => db.sql`update shop.refund_rules set share_before = 0 where practice_id = ${practiceId}`,
    /permission denied/,
  );
});

test('a free chair has nothing to give back, so the way to it does not speak of money back', async () => {
  const free = await sellGroup(db, practiceId, { prices: [0] }, 1);
  const visitor = site.visitor();
  await takeChair(visitor, free);
  await goToPay(visitor);
  const { body } = await visitor.get('/checkout/agreement');
  assert.doesNotMatch(body, /If you give the chair back/);
});
