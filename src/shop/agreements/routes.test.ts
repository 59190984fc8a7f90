import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, goToPay, sellGroup, takeChair } from '../../../test/support/sale.ts';
import { openWorld, signInByLetter } from '../../../test/world.ts';
import { urls } from '../../urls.ts';
import { STARTER } from './agreement.ts';

const database = await testDatabase();
const { db, owner: behind } = database;
const { practiceId } = await openWorld(db);
const app = await testApp(database);
const signedIn = async (email: string) => {
  const visitor = app.visitor();
  await signInByLetter(app, visitor, email);
  return visitor;
};
const imani = await signedIn('imani@rowan.example');
const ruth = await signedIn('ruth@rowan.example');

const revision = async () => {
  const [row] = await behind`select revision from shop.agreement_drafts`;
  return String(row?.['revision'] ?? 0);
};
const write = async (title: string, body: string, over?: string) =>
  imani.post(urls.practiceAgreementDraft(), { title, body, revision: over ?? (await revision()) });
const publish = async (over: number | string, seen?: string) =>
  imani.post(urls.practiceAgreementPublication(), {
    over: String(over),
    revision: seen ?? (await revision()),
  });

test('a practice without an agreement begins from a text, and publishes its first version', async () => {
  assert.match((await ruth.get(urls.practiceAgreements())).body, /There is no agreement yet/);
  const draft = (await imani.get(urls.practiceAgreementDraft())).body;
  assert.ok(draft.includes(STARTER.body.slice(0, 60)));
  assert.match(draft, /It becomes your promise/);
  assert.equal((await imani.get(urls.practiceAgreementPreview())).statusCode, 404);
  assert.equal(
    (await write('Agreement', '# Kindness\r\n\r\nBe kind & <true>.')).headers.location,
    urls.practiceAgreementPreview(),
  );
  assert.match((await ruth.get(urls.practiceAgreementPreview())).body, /Be kind &amp; &lt;true&gt;/);
  assert.doesNotMatch((await app.visitor().get(urls.agreement())).body, /Be kind/);
  assert.equal((await publish(0)).statusCode, 303);
  assert.match((await imani.get(urls.agreement())).body, /Be kind &amp; &lt;true&gt;/);
});

test('a new version leaves the old one and its groups as they are, and says what changes', async () => {
  const group = await sellGroup(db, practiceId, { agreementVersion: 1 }, 0);
  await write('Agreement', '# Kindness\n\nBe kind and on time.');
  const preview = (await imani.get(urls.practiceAgreementPreview())).body;
  assert.match(preview, /<ins><span class="vh">New: <\/span>/);
  assert.match(preview, /Your group keeps its version/);
  assert.equal((await publish(1)).statusCode, 303);
  const [row] =
    await behind`select agreement_version as version from shop.listings where offering_id = ${group.offering}`;
  assert.equal(row?.['version'], 1);
  const old = (await ruth.get(urls.practiceAgreement(1))).body;
  assert.match(old, /Be kind &amp; &lt;true&gt;/);
  assert.match(old, /Used by <a [^>]*>After a loss/);
  assert.match(
    (await ruth.get(urls.practiceAgreement(2))).body,
    /No group uses it[\s\S]*What changed from version 1/,
  );
  assert.equal((await ruth.get(`${urls.practiceAgreement(2)}?with=9`)).statusCode, 404);
  for (const version of ['9', 'x', '-1'])
    assert.equal((await ruth.get(urls.practiceAgreement(version))).statusCode, 404);
  for (const change of ["set body = 'x'", "set title = 'x'"])
    await assert.rejects(() => db.sql.unsafe(`update shop.agreements ${change}`), /denied/);
});

test('what somebody signed stays as it was signed, when the group goes on to another version', async () => {
  const group = await sellGroup(db, practiceId, { agreementVersion: 1, prices: [0] }, 1);
  const buyer = app.visitor();
  await takeChair(buyer, group);
  const other = { payer: 'other', payer_name: 'Bashir Khan', payer_email: 'bashir@mail.example' };
  await goToPay(buyer, { ...ABOUT_AMARA, ...other });
  await buyer.post(urls.checkoutPay());
  await app.runJobs();
  const [letter] = app.mailbox.filter(({ mail }) => mail.to === ABOUT_AMARA.attendee_email);
  const chair = /\/chair\/[\w-]{22}/.exec(letter?.mail.text ?? '')?.[0] ?? '';
  await group.reprint({ agreementVersion: 2 });
  assert.match((await buyer.get(chair)).body, /Version 1<[\s\S]*Be kind &amp; &lt;true&gt;/);
  const yes = { attest_0: 'yes', attest_1: 'yes', signed_name: 'Amara Jensen', agree: 'yes' };
  await buyer.post(chair, yes);
  const signed = (await buyer.get(chair)).body;
  assert.match(signed, /What you signed: Agreement, version 1<[\s\S]*Be kind &amp; &lt;true&gt;/);
  assert.doesNotMatch(signed, /on time/);
  const list = (await ruth.get(urls.practiceAgreements())).body;
  assert.match(list, /One chair was bought under it; one attendee signed by a link of their own/);
  for (const table of ['shop.seat_agreements', 'shop.agreements'])
    await assert.rejects(() => db.sql.unsafe(`delete from ${table}`), /denied/);
});

test('what is not new, or came too late, is not published, and the draft stays', async () => {
  await write('Agreement', '# Kindness\n\nBe kind and on time.');
  const same = await publish(2);
  assert.equal(same.statusCode, 409);
  assert.match(same.body, /Nobody needs to sign the same twice/);
  await write('Agreement', 'Something else.');
  const late = await publish(1);
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Somebody published a version while this page was open/);
  assert.match((await imani.get(urls.practiceAgreementDraft())).body, /Something else\./);
  assert.equal(
    (await imani.post(urls.practiceAgreementDraftRemoval(), { revision: await revision() })).statusCode,
    303,
  );
  assert.equal((await publish(2)).headers.location, urls.practiceAgreements());
});

test('nobody writes over, publishes or throws away words they have not seen', async () => {
  const before = await revision();
  assert.equal((await write('Agreement', 'Hers.')).statusCode, 303);
  const looked = await revision();
  const late = await write('Agreement', 'His.', before);
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Imani Okafor saved a draft while this page was open/);
  assert.match(late.body, />\nHis\.<\/textarea/);
  assert.equal((await write('Agreement', 'Hers, more of it.')).statusCode, 303);
  const unseen = await publish(2, looked);
  assert.equal(unseen.statusCode, 409);
  assert.match(unseen.body, /Somebody wrote on[\s\S]*Hers, more of it/);
  const kept = await imani.post(urls.practiceAgreementDraftRemoval(), { revision: looked });
  assert.equal(kept.statusCode, 409);
  assert.match(kept.body, /Nothing was thrown away[\s\S]*Hers, more of it/);
  const shown = /name="revision" value="(\d+)"/.exec(kept.body)?.[1] ?? '';
  assert.equal((await imani.post(urls.practiceAgreementDraftRemoval(), { revision: shown })).statusCode, 303);
  const gone = await write('Agreement', 'His, after all.', shown);
  assert.match(gone.body, /published or thrown away while this page was open/);
});

test('of many who publish at once, one version comes', async () => {
  await write('Agreement', 'At once.');
  const seen = await revision();
  await Promise.all(Array.from({ length: 5 }, () => publish(2, seen)));
  const rows = await behind`select version from shop.agreements order by version`;
  assert.deepEqual(
    rows.map((row) => row['version']),
    [1, 2, 3],
  );
});

test('bad input is told beside its field and kept; the desk reads; nobody else finds it', async () => {
  const wrong = await write('', 'x'.repeat(30_001));
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /id="title-error"/);
  assert.match(wrong.body, /id="body-error"/);
  assert.match(wrong.body, /x{30001}/);
  for (const path of [
    urls.practiceAgreementDraft(),
    urls.practiceAgreementPublication(),
    urls.practiceAgreementDraftRemoval(),
  ])
    assert.equal((await ruth.post(path, { title: 'x', body: 'x', over: '3' })).statusCode, 404, path);
  assert.equal((await ruth.get(urls.practiceAgreementDraft())).statusCode, 404);
  for (const path of [urls.practiceAgreements(), urls.practiceAgreement(1), urls.practiceAgreementPreview()])
    assert.equal((await app.visitor().get(path)).statusCode, 404, path);
});
