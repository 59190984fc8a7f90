import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import {
  addressOf,
  applyAs,
  askToApply,
  letterTo,
  openStaff,
  withoutLimits,
} from '../../../test/support/asking.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openSale } from '../../../test/support/sale.ts';
import { htmlProblems } from '../../../test/support/valid-html.ts';
import { forgetOldApplications } from './tell-actions.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const { practiceId, groups } = await openSale(db, [{ capacity: 3 }, {}]);
const [circle, buying] = groups as [(typeof groups)[0], (typeof groups)[0]];
await owner`update shop.offerings set entry = 'apply' where id = ${circle.offering}`;
const site = await testApp(database, { change: withoutLimits });
const staff = await openStaff(database, site, { practiceId, groups: [circle] });

const SECRET_WORDS = 'xylophone-in-the-cellar';
const stateOf = async (name: string) =>
  (await owner`select state from care.applications where name = ${name}`)[0]?.['state'];
const idOf = async (name: string): Promise<string> =>
  (await owner`select id from care.applications where name = ${name} order by asked_at desc limit 1`)[0]?.[
    'id'
  ];
const decisionPath = async (name: string) => `/desk/applications/${await idOf(name)}/decision`;
const letter = (words = 'We have read it.') => ({ letter: words, days: '7' });

test('only a group that takes applications has the door, and it tells everybody the same', async () => {
  const visitor = site.visitor();
  assert.equal((await visitor.get(`/groups/${buying.address}/application`)).statusCode, 404);
  const door = await visitor.get(`/groups/${circle.address}/application`);
  assert.equal(door.statusCode, 200);
  assert.match(door.body, /What brings you here now/);
  const known = await visitor.post(`/groups/${circle.address}/application`, {
    name: 'T',
    email: 'tomas@rowan.example',
  });
  const unknown = await visitor.post(`/groups/${circle.address}/application`, {
    name: 'T',
    email: 'who@mail.example',
  });
  assert.deepEqual(
    [known.statusCode, known.headers.location],
    [unknown.statusCode, unknown.headers.location],
  );
});

test('wrong input is said beside its field, and what was typed is kept', async () => {
  const answer = await site
    .visitor()
    .post(`/groups/${circle.address}/application`, { name: 'Wren', email: 'nowhere' });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /id="email-error"/);
  assert.match(answer.body, /value="Wren"/);
  assert.deepEqual(await htmlProblems(answer.body), []);
});

test('half done it is kept behind the link, nobody reads it before it is sent, and then only the facilitators', async () => {
  const path = await askToApply(site, circle, 'Hal Half');
  const kept = await site.visitor().post(path, { name: 'Hal Half', q1: SECRET_WORDS, do: 'save' });
  assert.equal(kept.headers.location, `${path}?done=kept`);
  assert.match((await site.visitor().get(path)).body, new RegExp(SECRET_WORDS));
  assert.doesNotMatch((await staff.facilitator.get('/desk/applications?show=all')).body, /Hal Half/);
  const gaps = await site.visitor().post(path, { name: 'Hal Half', q1: SECRET_WORDS, do: 'send' });
  assert.equal(gaps.statusCode, 422);
  assert.match(gaps.body, /id="q3-error"/);
  assert.match(gaps.body, new RegExp(SECRET_WORDS));
  const sent = await site.visitor().post(path, { name: 'Hal Half', q1: SECRET_WORDS, q3: 'no', do: 'send' });
  assert.equal(sent.headers.location, `${path}?done=sent`);
  await site.runJobs();
  assert.match(letterTo(site, 'tomas@rowan.example'), /something new|hopes for an answer/);
  assert.doesNotMatch(letterTo(site, 'tomas@rowan.example'), /Hal|xylophone|After a loss/);
  const page = await staff.facilitator.get(`/desk/applications/${await idOf('Hal Half')}`);
  assert.match(page.body, new RegExp(SECRET_WORDS));
  for (const who of ['otherFacilitator', 'frontDesk', 'owner'] as const) {
    assert.equal((await staff[who].get(`/desk/applications/${await idOf('Hal Half')}`)).statusCode, 404, who);
    const list = await staff[who].get('/desk/applications?show=all');
    assert.equal(list.statusCode, 200);
    assert.doesNotMatch(list.body, /Hal Half|hal\.half/, who);
    assert.equal(
      (await staff[who].post(await decisionPath('Hal Half'), { say: 'no', ...letter() })).statusCode,
      404,
    );
  }
  assert.match(
    (await staff.frontDesk.get('/desk/applications')).body,
    /After a loss/,
    'the desk sees how many',
  );
  assert.equal((await site.visitor().get('/desk/applications')).statusCode, 404);
});

test('the same address again is led to what it wrote, and one application stays one', async () => {
  const first = await applyAs(site, circle, { name: 'Twyla Twice' });
  assert.equal(await askToApply(site, circle, 'Twyla Twice'), first);
  assert.equal(
    (await owner`select 1 from care.applications where email = ${addressOf('Twyla Twice')}`).length,
    1,
  );
});

test('undecided it can be corrected, and stays complete', async () => {
  const path = await applyAs(site, circle, { name: 'Cora Correct' });
  assert.equal((await site.visitor().post(path, { name: 'Cora Correct', q3: 'no' })).statusCode, 422);
  const done = await site.visitor().post(path, { name: 'Cora Correct', q1: 'Put better.', q3: 'yes' });
  assert.equal(done.headers.location, `${path}?done=corrected`);
  assert.match(
    (await staff.facilitator.get(`/desk/applications/${await idOf('Cora Correct')}`)).body,
    /Put better/,
  );
});

test('the letter that was shown is the letter that goes; it names no group; its words are on the own page', async () => {
  const path = await applyAs(site, circle, { name: 'Tia Talk' });
  const shown = await staff.facilitator.get(`${await decisionPath('Tia Talk')}?say=talk`);
  assert.match(shown.body, /Hello Tia Talk/);
  const naming = await staff.facilitator.post(await decisionPath('Tia Talk'), {
    ...{ say: 'talk', seen: 'applied' },
    ...letter('About After a Loss: call us.'),
  });
  assert.equal(naming.statusCode, 422);
  assert.match(naming.body, /names the group/);
  const said = await staff.facilitator.post(await decisionPath('Tia Talk'), {
    ...{ say: 'talk', seen: 'applied' },
    ...letter('Shall we talk on Tuesday?'),
  });
  assert.equal(said.statusCode, 303);
  await site.runJobs();
  const sent = site.mailbox.findLast(({ mail }) => mail.to === addressOf('Tia Talk'));
  assert.equal(sent?.mail.subject, 'RS Practice: an answer for you');
  assert.match(sent?.mail.text ?? '', /Shall we talk on Tuesday\?/);
  assert.match((await site.visitor().get(path)).body, /Shall we talk on Tuesday\?/);
  assert.equal(await stateOf('Tia Talk'), 'talking');
});

test('two facilitators at once: one answer is given, and the other is told', async () => {
  await applyAs(site, circle, { name: 'Rae Race' });
  const path = await decisionPath('Rae Race');
  const answers = await Promise.all(
    ['no', 'talk', 'no'].map((say) =>
      staff.facilitator.post(path, { say, seen: 'applied', ...letter(`The answer ${say}`) }),
    ),
  );
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409, 409]);
  await site.runJobs();
  const letters = site.mailbox.filter(
    ({ mail }) => mail.to === addressOf('Rae Race') && mail.subject.includes('an answer'),
  );
  assert.equal(letters.length, 1);
});

test('a yes keeps a chair: an offer by a private link, with the days that the facilitator chose', async () => {
  const path = await applyAs(site, circle, { name: 'Yara Yes' });
  const bad = await staff.facilitator.post(await decisionPath('Yara Yes'), {
    ...{ say: 'yes', seen: 'applied', letter: 'Come.', days: '99' },
  });
  assert.equal(bad.statusCode, 422);
  await staff.facilitator.post(await decisionPath('Yara Yes'), { say: 'yes', seen: 'applied', ...letter() });
  await site.runJobs();
  assert.equal(await stateOf('Yara Yes'), 'offered');
  const [offer] = await owner`select source, state, extract(day from until_at - offered_at)::int as days
    from shop.offers where person_email = ${addressOf('Yara Yes')}`;
  assert.deepEqual([offer?.['source'], offer?.['state']], ['application', 'made']);
  assert.ok(offer?.['days'] >= 6 && offer?.['days'] <= 8, `${offer?.['days']} days`);
  assert.match((await site.visitor().get(path)).body, /A chair is kept for you/);
});

test('a yes taken back takes the offer back; one taken back by the applicant does, too', async () => {
  await staff.facilitator.post(await decisionPath('Yara Yes'), { say: 'talk', seen: 'offered', ...letter() });
  await site.runJobs();
  assert.equal(await stateOf('Yara Yes'), 'talking');
  const path = await applyAs(site, circle, { name: 'Wes Withdraws' });
  await staff.facilitator.post(await decisionPath('Wes Withdraws'), {
    say: 'yes',
    seen: 'applied',
    ...letter(),
  });
  await site.runJobs();
  assert.equal((await site.visitor().post(`${path}/withdrawal`)).statusCode, 303);
  await site.runJobs();
  assert.equal(await stateOf('Wes Withdraws'), 'withdrawn');
  const offers = await owner`select person_email, state from shop.offers order by offered_at`;
  assert.deepEqual(
    offers.map((row) => row['state']),
    ['withdrawn', 'declined'],
  );
  const [seats] = await owner`select offered from shop.offerings where id = ${circle.offering}`;
  assert.equal(seats?.['offered'], 0);
});

test('the note is the facilitators’ own', async () => {
  const path = await applyAs(site, circle, { name: 'Nia Note' });
  const id = await idOf('Nia Note');
  await staff.facilitator.post(`/desk/applications/${id}/note`, { note: 'Asks for mornings.' });
  assert.match((await staff.facilitator.get(`/desk/applications/${id}`)).body, /Asks for mornings/);
  assert.doesNotMatch((await site.visitor().get(path)).body, /mornings/);
  assert.equal((await staff.owner.post(`/desk/applications/${id}/note`, { note: 'x' })).statusCode, 404);
  const [row] = await owner`select note, answers from care.applications where id = ${id}`;
  assert.doesNotMatch(`${row?.['note']} ${row?.['answers']}`, /mornings|brother/);
});

test('a draft is deleted by its writer at once, and its link opens nothing then', async () => {
  const path = await askToApply(site, circle, 'Dee Draft');
  assert.match((await site.visitor().post(`${path}/withdrawal`)).body, /All of it is deleted/);
  assert.equal((await site.visitor().get(path)).statusCode, 404);
});

test('questions of one’s own are asked from then on; who has a link keeps the questions they were given', async () => {
  const before = await askToApply(site, circle, 'Ola Old');
  const page = `/desk/applications/questions?group=${circle.offering}`;
  const bad = await staff.facilitator.post(page, {
    words_1: 'Tea?',
    kind_1: 'choice',
    choices_1: 'Yes',
    seen: '0',
  });
  assert.equal(bad.statusCode, 422);
  assert.match(bad.body, /at least two answers/);
  const saved = await staff.facilitator.post(page, {
    words_1: 'Why now?',
    kind_1: 'short',
    required_1: 'yes',
    seen: '0',
  });
  assert.equal(saved.statusCode, 303);
  assert.match((await site.visitor().get(`/groups/${circle.address}/application`)).body, /Why now\?/);
  assert.match((await site.visitor().get(before)).body, /What brings you here now/);
  const late = await staff.facilitator.post(page, { words_1: 'Why?', kind_1: 'short', seen: '0' });
  assert.equal(late.statusCode, 409, 'somebody wrote a version meanwhile');
  assert.equal((await staff.otherFacilitator.post(page, { words_1: 'Mine?', seen: '1' })).statusCode, 404);
  assert.equal((await staff.frontDesk.get(page)).statusCode, 404);
  const path = await askToApply(site, circle, 'Neo New');
  assert.match((await site.visitor().get(path)).body, /Why now\?/);
});

test('the practice’s own words begin its letters', async () => {
  const saved = await staff.facilitator.post('/desk/applications/letters', {
    ...{ kind: 'no', 'body-no': 'Dear {name}, not this time.', seen: '0' },
  });
  assert.equal(saved.statusCode, 303);
  const shown = await staff.facilitator.get(`${await decisionPath('Nia Note')}?say=no`);
  assert.match(shown.body, /Dear Nia Note, not this time/);
  assert.equal((await staff.frontDesk.get('/desk/applications/letters')).statusCode, 404);
});

test('ninety days after a no what was written is gone, and who it was', async () => {
  await staff.facilitator.post(await decisionPath('Nia Note'), { say: 'no', seen: 'applied', ...letter() });
  const id = await idOf('Nia Note');
  await shiftClock('89 days');
  await forgetOldApplications(db);
  assert.equal((await owner`select name from care.applications where id = ${id}`)[0]?.['name'], 'Nia Note');
  await shiftClock('91 days');
  await forgetOldApplications(db);
  const [row] = await owner`select name, email, answers, note, state from care.applications where id = ${id}`;
  assert.deepEqual({ ...row }, { name: null, email: null, answers: null, note: null, state: 'refused' });
  const letters =
    await owner`select letter from care.application_steps where application_id = ${id} and letter is not null`;
  assert.equal(letters.length, 0);
  assert.equal((await owner`select 1 from care.applications where state = 'draft'`).length, 0);
  await shiftClock('0');
});
