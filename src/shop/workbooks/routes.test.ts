import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ownerIn } from '../../../test/support/owner.ts';
import { openSale } from '../../../test/support/sale.ts';
import { sendFile, smallPdf } from '../../../test/support/things.ts';
import { csvRows, words } from '../../../test/support/till.ts';
import { htmlProblems } from '../../../test/support/valid-html.ts';
import { canWorkbookBecome, WORKBOOK_BECOMES, type WorkbookState } from './workbook.ts';

const database = await testDatabase();
const { db } = database;
const site = await testApp(database);
const { practiceId } = await openSale(db, []);
const owner = await ownerIn(site, db, practiceId);

const FIELDS = {
  name: 'Sleeping again',
  summary: 'A page for each evening.',
  words: 'It is quiet.\n\n# What is in it\n\nFourteen pages.',
  price: '14',
};
const made = async (fields: Partial<typeof FIELDS> = {}) => {
  const answer = await owner.post('/desk/shop/workbooks/new', { ...FIELDS, ...fields });
  assert.equal(answer.statusCode, 303, answer.body);
  return String(answer.headers.location).split('?')[0] ?? '';
};
const addressOf = async (path: string) =>
  /\/workbooks\/[a-z0-9-]+/.exec(words((await owner.get(path)).body))?.[0] ?? assert.fail('a page');
const publish = (path: string) => owner.post(`${path}/state`, { to: 'published' });

test('a workbook is written, gets its file, is looked at, published, and taken off again', async () => {
  const path = await made();
  const early = await publish(path);
  assert.equal(early.statusCode, 409);
  assert.match(early.body, /needs a file first/);
  const added = await sendFile(site, owner, `${path}/versions`, {
    name: 'C:\\x\\nights.pdf',
    bytes: smallPdf('one'),
  });
  assert.equal(added.statusCode, 303, added.body);
  const page = (await owner.get(path)).body;
  assert.match(page, /nights\.pdf/);
  assert.doesNotMatch(page, /C:/);
  assert.deepEqual(await htmlProblems(page), []);
  const at = await addressOf(path);
  assert.match(at, /^\/workbooks\/[a-z0-9]{8}$/, 'neutral by default');
  assert.equal((await site.visitor().get(at)).statusCode, 404);
  const preview = (await owner.get(`${path}/preview`)).body;
  assert.match(preview, /aria-label="Preview"/);
  assert.match(preview, /<title>Preview of a workbook: Sleeping again/);
  assert.equal((await publish(path)).statusCode, 303);
  const open = await site.visitor().get(at);
  assert.match(
    words(open.body),
    /Sleeping again A page for each evening.*What is in it.*\$14\.00 File PDF, 1 KB/,
  );
  assert.deepEqual(await htmlProblems(open.body), []);
  const list = (await site.visitor().get('/workbooks')).body;
  assert.match(list, new RegExp(`href="${at}"`));
  assert.deepEqual(await htmlProblems(list), []);
  assert.match(words((await owner.get(`${path}/turn/draft`)).body), /Whoever bought it keeps the download/);
  await owner.post(`${path}/state`, { to: 'draft' });
  assert.equal((await site.visitor().get(at)).statusCode, 404);
});

test('wrong input is said beside its field, and what was typed stays', async () => {
  const wrong = await owner.post('/desk/shop/workbooks/new', { ...FIELDS, name: '', price: 'twelve' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /id="name-error"[\s\S]*id="price-error"/);
  assert.match(wrong.body, /value="twelve"[\s\S]*|A page for each evening/);
  const path = await made();
  for (const [sent, said] of [
    [{ name: 'x.pdf', bytes: new Uint8Array(Buffer.from('<script>alert(1)</script>')) }, /no whole PDF/],
    [{ name: 'x.pdf', bytes: new Uint8Array() }, /choose a file/],
    [{ name: 'x.pdf', bytes: new Uint8Array(20 * 1024 * 1024 + 1) }, /larger than/],
    [{ name: 'x.pdf', bytes: new Uint8Array(23 * 1024 * 1024) }, /larger than/],
  ] as const) {
    const answer = await sendFile(site, owner, `${path}/versions`, { ...sent, note: 'Kept' });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, said);
    assert.match(answer.body, /aria-describedby="file-hint file-error"/);
  }
  const plain = await owner.post(`${path}/versions`, { note: 'Without a file' });
  assert.equal(plain.statusCode, 422);
  assert.match(plain.body, /value="Without a file"/);
});

test('a change that somebody else made meanwhile is not overwritten', async () => {
  const path = await made();
  assert.equal((await owner.post(`${path}/change`, { ...FIELDS, opened: '0', price: '15' })).statusCode, 303);
  const late = await owner.post(`${path}/change`, { ...FIELDS, opened: '0', name: 'Other' });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Somebody else changed this workbook/);
  assert.match(late.body, /value="Other"/);
  assert.match(late.body, /name="opened" value="1"/);
});

test('the same file sent twice is one version; another one is the second', async () => {
  const path = await made();
  for (const text of ['one', 'one', 'two'])
    await sendFile(site, owner, `${path}/versions`, { name: 'a.pdf', bytes: smallPdf(text) });
  const file = await owner.get(`${path}/versions/2`);
  assert.equal(file.body, Buffer.from(smallPdf('two')).toString());
  assert.equal((await owner.get(`${path}/versions/3`)).statusCode, 404);
  assert.equal(
    (await owner.get(`${path}/versions/1`)).headers['content-disposition'],
    'attachment; filename="sleeping-again.pdf"',
  );
});

test('a file of several parts comes back byte for byte', async () => {
  const path = await made();
  const bytes = smallPdf(`${'many pages '.repeat(80_000)}`);
  await sendFile(site, owner, `${path}/versions`, { name: 'a.pdf', bytes });
  const file = await owner.get(`${path}/versions/1`);
  assert.equal(file.headers['content-length'], String(bytes.length));
  assert.deepEqual(new Uint8Array(file.rawPayload), bytes);
});

test('a form with a file is read at this door alone, and only for the desk', async () => {
  const path = await made();
  const file = { name: 'a.pdf', bytes: smallPdf('one') };
  assert.equal((await sendFile(site, site.visitor(), `${path}/versions`, file)).statusCode, 404);
  assert.equal((await sendFile(site, owner, '/desk/shop/workbooks/new', file)).statusCode, 415);
  assert.equal((await sendFile(site, owner, '/cart/lines', file)).statusCode, 415);
});

test('the list is searched, sorted and saved as a table', async () => {
  await made({ name: 'Zebra pages', price: '0' });
  assert.match(
    words((await owner.get('/desk/shop/workbooks?q=zebra')).body),
    /One workbook.*Zebra pages Free Not published No file 0/,
  );
  assert.match((await owner.get('/desk/shop/workbooks?q=nothing-like-it')).body, /No workbook fits/);
  const rows = csvRows((await owner.get('/desk/shop/workbooks.csv?q=zebra')).body);
  assert.deepEqual([rows.length, rows[0]?.['Name'], rows[0]?.['Price']], [1, 'Zebra pages', '0.00']);
});

test('a workbook becomes what its table allows, and nothing else', async () => {
  const states = Object.keys(WORKBOOK_BECOMES) as WorkbookState[];
  for (const was of states)
    for (const next of states) {
      const path = await made();
      await sendFile(site, owner, `${path}/versions`, { name: 'a.pdf', bytes: smallPdf('one') });
      if (was !== 'draft') await owner.post(`${path}/state`, { to: was });
      await owner.post(`${path}/state`, { to: next });
      const id = path.slice(-36);
      const [row] = await database.owner`select state from shop.workbooks where id = ${id}`;
      assert.equal(row?.['state'], canWorkbookBecome(was, next) ? next : was, `${was} to ${next}`);
    }
});
