// From an empty practice to one that may open: every line is read from what was really done.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { EXAMPLE_AGREEMENT } from '../../../example/agreement.ts';
import { EXAMPLE_FACILITATORS } from '../../../example/facilitators.ts';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { sellGroup } from '../../../test/support/sale.ts';
import { openWorld, signInByLetter } from '../../../test/world.ts';
import { Temporal } from '../../kernel/time.ts';
import type { Parts } from '../../parts.ts';
import { urls } from '../../urls.ts';
import { publishAgreement, publishFacilitator } from '../catalogue/public.ts';

const database = await testDatabase();
const { db, owner: behind } = database;
const local = await startPayPal();
after(() => local.close());
const { practiceId } = await openWorld(db);
let answer: 'really' | 'unauthorised' | 'timeout' = 'really';
const site = await testApp(database, {
  change: (parts) => {
    const real = withLocalPayPal(local, parts);
    const getOrder: Parts['paypal']['getOrder'] = async (id) =>
      answer === 'really'
        ? real.paypal.getOrder(id)
        : {
            kind: 'unknown',
            why: answer,
            status: undefined,
            retryAfterSeconds: undefined,
            debugId: undefined,
          };
    return { ...real, paypal: { ...real.paypal, getOrder } };
  },
});
const imani = site.visitor();
await signInByLetter(site, imani, 'imani@rowan.example');
const ruth = site.visitor();
await signInByLetter(site, ruth, 'ruth@rowan.example');

/** What each line of the page says: its title with its badge and what was found. */
const lines = async (by = imani) => {
  const { body } = await by.get(urls.practiceOpening());
  const cards = [...body.matchAll(/<li class="card[\s\S]*?<\/li>/g)].map(([card]) => card);
  return new Map(
    cards.map((card) => {
      const [, title = ''] = /<h2[^>]*>([^<]*)/.exec(card) ?? [];
      const [, state = ''] = /<span class="badge[^>]*>([^<]*)/.exec(card) ?? [];
      const [, said = ''] = /<p>([\s\S]*?)<\/p>/.exec(card) ?? [];
      return [title, { state, said }] as const;
    }),
  );
};
const missing = async () =>
  [...(await lines())].flatMap(([title, { state }]) => (state === 'Missing' ? [title] : []));
const today = () => Temporal.Now.zonedDateTimeISO('America/Los_Angeles').toPlainDate();
const call = (day: string, who = 'Ruth Alvarez') => imani.post(urls.practiceOpeningCrisis(), { day, who });

test('a new practice misses what nobody has done yet, each with the way to it, and Today says so', async () => {
  assert.deepEqual(await missing(), [
    'Crisis numbers',
    'Facilitators',
    'Group agreement',
    'Refund rule',
    'A group on the site',
    'PayPal',
    'News from PayPal',
  ]);
  const { body } = await imani.get(urls.practiceOpening());
  assert.match(body, /7 things are missing/);
  for (const way of [
    urls.practiceSettings(),
    urls.practiceColors(),
    urls.practiceFacilitators(),
    urls.practiceAgreements(),
    urls.deskRefundRule(),
    urls.deskGroups(),
  ])
    assert.ok(body.includes(`href="${way}"`), way);
  assert.match(body, /<code>http:\/\/localhost\/webhooks\/paypal<\/code>/);
  assert.match((await imani.get(urls.desk())).body, /7 things are missing before you can open/);
  assert.doesNotMatch((await ruth.get(urls.desk())).body, /missing before you can open/);
});

test('the desk reads the page, an owner alone acts on it, and for visitors it does not exist', async () => {
  assert.equal((await lines(ruth)).size, 13);
  assert.doesNotMatch(
    (await ruth.get(urls.practiceOpening())).body,
    /Ask PayPal now|Send me a letter|Who called/,
  );
  for (const path of [
    urls.practiceOpeningCrisis(),
    urls.practiceOpeningPayPal(),
    urls.practiceOpeningLetter(),
  ])
    for (const by of [ruth, site.visitor()])
      assert.equal((await by.post(path, { day: today().toString(), who: 'x' })).statusCode, 404, path);
  assert.equal((await site.visitor().get(urls.practiceOpening())).statusCode, 404);
});

test('that the numbers were called is written down with day and name; a wrong day is told beside its field', async () => {
  for (const [day, message] of [
    ['2031-02-30', 'Please give the day'],
    [today().add({ days: 2 }).toString(), 'has not come yet'],
    [today().subtract({ years: 1, days: 1 }).toString(), 'more than a year ago'],
  ] as const) {
    const wrong = await call(day, '');
    assert.equal(wrong.statusCode, 422);
    assert.match(wrong.body, new RegExp(`id="day-error"[^>]*>[^<]*${message}`));
    assert.match(wrong.body, /id="who-error"/);
    assert.ok(wrong.body.includes(`value="${day}"`));
  }
  assert.equal((await call(today().toString())).statusCode, 303);
  assert.match((await lines()).get('Crisis numbers')?.said ?? '', /^Called on .* by Ruth Alvarez\.$/);
  await behind`update identity.practices set region = 'GB' where id = ${practiceId}`;
  await site.runJobs();
  const [check] = await behind`select numbers from shop.crisis_checks`;
  assert.deepEqual(check?.['numbers'], ['911', '988 Suicide & Crisis Lifeline: 988']);
  await assert.rejects(() => db.sql`update shop.crisis_checks set who = 'x'`, /denied/);
  await behind`update identity.practices set region = 'US' where id = ${practiceId}`;
});

test('PayPal is asked, and what it answers is kept: a no to our credentials, silence, and a yes', async () => {
  const ask = async (as: typeof answer) => {
    answer = as;
    assert.equal((await imani.post(urls.practiceOpeningPayPal())).statusCode, 303);
    return (await lines()).get('PayPal');
  };
  assert.match((await ask('unauthorised'))?.said ?? '', /PayPal refused our credentials/);
  assert.match((await ask('timeout'))?.said ?? '', /PayPal did not answer/);
  const yes = await ask('really');
  assert.equal(yes?.state, 'There');
  assert.match(yes?.said ?? '', /PayPal took our credentials on .*no money is real/);
});

test('a letter to oneself is sent, one a minute, and a letter that cannot leave is told', async () => {
  const before = site.mailbox.length;
  for (let pressed = 0; pressed < 3; pressed++) await imani.post(urls.practiceOpeningLetter());
  await site.runJobs();
  const sent = site.mailbox.slice(before);
  assert.ok(sent.length === 1 || sent.length === 2, `${sent.length} letters`);
  assert.equal(sent[0]?.mail.to, 'imani@rowan.example');
  assert.equal(sent[0]?.mail.subject, 'RS Practice: this letter arrived');
  assert.equal((await lines()).get('Mail')?.state, 'There');
  await behind`update platform.outbox set sent_at = null, last_error = 'ECONNREFUSED' where kind = 'try-letter'`;
  const stuck = (await lines()).get('Mail');
  assert.equal(stuck?.state, 'Missing');
  assert.match(stuck?.said ?? '', /could not be sent/);
  await behind`update platform.outbox set sent_at = now(), last_error = null where kind = 'try-letter'`;
});

test('the house rule becomes one’s own by saving it; agreement, facilitator, group and news are found', async () => {
  const rule = (await imani.get(urls.deskRefundRule())).body;
  assert.equal((await lines()).get('Refund rule')?.state, 'Missing', 'looking at it is not writing it');
  const inputs = [...rule.matchAll(/<input\b[^>]*name="([\w]+)"[^>]*value="([^"]*)"/g)];
  const fields = Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]));
  assert.equal(
    (await imani.post(urls.deskRefundRule(), { ...fields, after: '1', do: 'save' })).statusCode,
    303,
  );
  await db.begin((tx) => publishAgreement(tx, practiceId, EXAMPLE_AGREEMENT));
  const alone = await sellGroup(db, practiceId, {}, 0);
  assert.match(
    (await lines()).get('A group on the site')?.said ?? '',
    /Nobody holds the room of <a [^>]*>After a loss/,
  );
  const [first = assert.fail('a facilitator')] = EXAMPLE_FACILITATORS;
  await db.begin((tx) => publishFacilitator(tx, practiceId, first));
  await alone.reprint({ facilitatorIds: [first.id] });
  await behind`insert into shop.webhook_inbox (event_id, practice_id, event_type, body, verified_by)
    values ('WH-1', ${practiceId}, 'PAYMENT.CAPTURE.COMPLETED', '', 'signature')`;
  assert.deepEqual(await missing(), []);
  assert.match((await imani.get(urls.practiceOpening())).body, /Nothing is missing/);
  assert.doesNotMatch((await imani.get(urls.desk())).body, /missing before you can open/);
});
