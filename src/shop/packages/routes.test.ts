import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { sellGroup, takeChair } from '../../../test/support/sale.ts';
import { sellWorkbook, type Thing, takePackage } from '../../../test/support/things.ts';
import { openTill, orderNumber, sumsUp, words } from '../../../test/support/till.ts';
import { htmlProblems } from '../../../test/support/valid-html.ts';
import { paymentsOf } from '../../parts.ts';
import { newId } from '../../platform/ids.ts';
import { executeRefunds } from '../refunds/public.ts';
import { grantSeat } from '../seats/public.ts';
import { canPackageBecome, PACKAGE_BECOMES, type PackageState } from './package.ts';

const database = await testDatabase();
const till = await openTill(database, [{ capacity: 60 }, { capacity: 60, prices: [3333] }]);
const { site, desk, practiceId, sound } = till;
const [one = assert.fail('a group'), two = assert.fail('a group')] = till.groups;
const book = await sellWorkbook(database, practiceId, { name: 'Evenings', priceMinor: 1_400 });
let groups = 10;

const fields = (change: Record<string, string> = {}) => ({
  name: 'A calmer autumn',
  summary: 'Two groups and the pages between.',
  words: 'It goes together.\n\n# For whom\n\nFor you.',
  price: '200',
  [`seat_${one.offering}`]: one.tiers[1] ?? '',
  [`seat_${two.offering}`]: two.tiers[0] ?? '',
  [`book_${book.id}`]: 'yes',
  ...change,
});
const made = async (change: Record<string, string> = {}) => {
  const answer = await desk.post('/desk/shop/packages/new', fields(change));
  assert.equal(answer.statusCode, 303, words(answer.body));
  return String(answer.headers.location).split('?')[0] ?? '';
};
const published = async (change: Record<string, string> = {}) => {
  const path = await made(change);
  await desk.post(`${path}/state`, { to: 'published' });
  const address = /href="(\/packages\/[a-z0-9]+)"/.exec((await desk.get(path)).body)?.[1];
  return { path, id: path.slice(-36), address: address ?? assert.fail('a page') };
};

test('a package is put together, looked at, published, and taken off again', async () => {
  const path = await made();
  const page = (await desk.get(path)).body;
  assert.deepEqual(await htmlProblems(page), []);
  assert.match(words(page), /Alone today \$\d+\.\d\d The buyer saves/);
  assert.match((await desk.get(`${path}/preview`)).body, /aria-label="Preview"/);
  await desk.post(`${path}/state`, { to: 'published' });
  const address = /href="(\/packages\/[a-z0-9]+)"/.exec((await desk.get(path)).body)?.[1] ?? '';
  const open = await site.visitor().get(address);
  assert.deepEqual(await htmlProblems(open.body), []);
  assert.match(words(open.body), /What is in this package.*chairs free.*Evenings A file to download/);
  assert.match(words(open.body), /Alone the parts cost \$327\.32\. Together you save \$127\.32/);
  assert.match(words((await site.visitor().get('/packages')).body), /A calmer autumn/);
  assert.match(words((await desk.get(`${path}/turn/archived`)).body), /keeps every part/);
  await desk.post(`${path}/state`, { to: 'archived' });
  assert.equal((await site.visitor().get(address)).statusCode, 404);
});

test('a package of one thing is none; what was typed stays, and what is overtaken is not lost', async () => {
  const alone = { [`seat_${one.offering}`]: '', [`seat_${two.offering}`]: '' };
  const wrong = await desk.post('/desk/shop/packages/new', fields({ ...alone, price: 'x' }));
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /id="parts-error"[^>]*>Please choose 2 parts/);
  assert.match(wrong.body, /value="x"/);
  assert.match(wrong.body, /name="book_[^"]+"[^>]*checked/);
  const path = await made();
  await desk.post(`${path}/change`, { ...fields({ price: '190' }), opened: '0' });
  const late = await desk.post(`${path}/change`, { ...fields({ name: 'Other' }), opened: '0' });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /value="Other"/);
  const stranger = await desk.post(
    '/desk/shop/packages/new',
    fields({ ...alone, seat_nothing: one.tiers[0] ?? '', [`seat_${one.offering}`]: two.tiers[0] ?? '' }),
  );
  assert.equal(stranger.statusCode, 422, 'a price of another group is none');
});

test('it is sold out when one part is, and the page says which', async () => {
  const scarce = await sellGroup(database.db, practiceId, { name: 'Scarce', capacity: 1 }, groups++);
  const { address, id } = await published({ [`seat_${scarce.offering}`]: scarce.tiers[0] ?? '' });
  const guest = { attendeeName: 'Emil Sandberg', attendeeEmail: 'emil@mail.example' };
  await database.db.begin((tx) => grantSeat(tx, { practiceId, offeringId: scarce.offering, ...guest }));
  // A page is kept for a second for visitors without cookies.
  const by = site.visitor();
  await takeChair(by, one);
  const page = words((await by.get(address)).body);
  assert.match(page, /every chair is taken or held right now/);
  assert.match(page, /A part of it cannot be had right now/);
  assert.doesNotMatch(page, /Put it into the cart/);
  assert.equal((await takePackage(site.visitor(), { id, address, name: '' })).statusCode, 409);
});

test('the price is shared out over the parts to the cent: order, invoice, table, books, and a part that goes back', async () => {
  const { id, address } = await published({ price: '199.99' });
  const thing: Thing = { id, address, name: '' };
  const by = site.visitor();
  assert.equal((await takePackage(by, thing)).statusCode, 303);
  const { order, page, who } = await till.pay(by);
  assert.equal(till.asked().amount.value, '199.99');
  assert.match(page, /Saved together −\$127\.33 Total \$199\.99/);
  const number = orderNumber(page);
  const lines = await database.owner<{ id: string; kind: string; payable: number; version: number | null }[]>`
    select l.id, l.kind, l.payable_minor::float8 as payable, l.workbook_version as version from shop.checkout_lines l
    join shop.orders o on o.checkout_id = l.checkout_id where o.number = ${number} order by l.id`;
  assert.equal(lines.length, 3);
  assert.equal(
    lines.reduce((sum, { payable }) => sum + payable, 0),
    19_999,
  );
  assert.match(await till.invoiceOf(by, order), /Total, paid \$199\.99/);
  assert.match(till.letterTo(who.attendee_email), /Saved together[^\n]*−\$127\.33/);
  const row = await till.csvRowOf(number);
  assert.deepEqual([row['Total'], row['Saved in a bundle']], ['199.99', '127.33']);
  sumsUp(row);
  const sale = (await till.booksOf(number)).find(({ Account }) => Account === 'sales');
  assert.equal(sale?.['Credit'], '199.99');

  const file = lines.find(({ kind }) => kind === 'workbook') ?? assert.fail('a workbook');
  const story = await till.storyOf(number);
  const form = {
    how: 'lines',
    amount: '',
    reason: 'by-hand',
    note: '',
    chairs: 'keep',
    wishId: newId<'wish'>(),
  };
  const wished = await desk.post(`${story}/refund`, { ...form, [`line-${file.id}`]: 'yes' });
  assert.equal(wished.statusCode, 303);
  await database.shiftClock('3 minutes');
  await executeRefunds(paymentsOf(site.parts));
  await site.runJobs();
  const after = words((await by.get(order)).body);
  const left = ((19_999 - file.payable) / 100).toFixed(2);
  assert.match(after, new RegExp(`Stays paid \\$${left.replace('.', '\\.')}`));
  assert.match(after, /This download has ended/);
  const seats = await database.owner`
    select s.state from shop.seats s join shop.orders o on o.id = s.order_id where o.number = ${number}`;
  assert.deepEqual(
    seats.map((seat) => seat['state']),
    ['paid', 'paid'],
  );
  await sound();
});

test('a package that is changed while it is paid for keeps its parts and its price', async () => {
  const { id, path, address } = await published();
  const by = site.visitor();
  await takePackage(by, { id, address, name: '' });
  await by.post('/checkout');
  await desk.post(`${path}/change`, { ...fields({ price: '300', [`book_${book.id}`]: '' }), opened: '0' });
  const cart = words((await by.get('/cart')).body);
  assert.match(cart, /Total today \$200\.00/);
  assert.match(cart, /Evenings/);
  await sound();
});

test('a package becomes what its table allows, and nothing else', async () => {
  for (const was of Object.keys(PACKAGE_BECOMES) as PackageState[])
    for (const next of Object.keys(PACKAGE_BECOMES) as PackageState[]) {
      const path = await made();
      if (was !== 'draft') await desk.post(`${path}/state`, { to: was });
      await desk.post(`${path}/state`, { to: next });
      const [row] = await database.owner`select state from shop.packages where id = ${path.slice(-36)}`;
      assert.equal(row?.['state'], canPackageBecome(was, next) ? next : was, `${was} to ${next}`);
    }
});
