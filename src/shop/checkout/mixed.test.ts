// Carts that hold more than seats: frozen line by line, held all or none, placed as one order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp, type Visitor } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, goToPay, openSale, sellGroup, takeChair } from '../../../test/support/sale.ts';
import { sellPackage, sellWorkbook, takePackage, takeWorkbook } from '../../../test/support/things.ts';
import { invariants } from '../payments/public.ts';
import { grantSeat } from '../seats/public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const { visitor, runJobs, mailbox } = await testApp(database);
const { practiceId } = await openSale(db, []);
let groups = 0;
const sell = (wish: Parameters<typeof sellGroup>[2] = {}) => sellGroup(db, practiceId, wish, groups++);
let people = 0;
const about = () => ({ ...ABOUT_AMARA, attendee_email: `person-${++people}@mail.example` });

/** The newest order with its lines, as the database has it. */
const newestOrder = async () => {
  const [order] = await owner`select * from shop.orders order by number desc limit 1`;
  const lines = await owner`
    select * from shop.checkout_lines where checkout_id = ${order?.['checkout_id'] ?? null} order by id`;
  return { order: order ?? assert.fail('an order was placed'), lines };
};

const pay = (by: Visitor) => by.post('/checkout/pay');

test('a free workbook asks who it is for and nothing else, and says nothing to PayPal', async () => {
  const book = await sellWorkbook(database, practiceId, { priceMinor: 0 });
  const by = visitor();
  await takeWorkbook(by, book);
  const cart = (await by.get('/cart')).body;
  assert.match(cart, /Sleeping again/);
  assert.doesNotMatch(cart, /hold your chair|PayPal/);
  await by.post('/checkout');
  const you = (await by.get('/checkout/you')).body;
  assert.match(you, /name="payer_email"/);
  assert.doesNotMatch(you, /attest_|attendee|held until|Agreement/);
  const wrong = await by.post('/checkout/you', { payer_name: 'Wren Hall', payer_email: 'wren' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /value="Wren Hall"[\s\S]*does not look like an e-mail/);
  const on = await by.post('/checkout/you', { payer_name: 'Wren Hall', payer_email: 'wren@mail.example' });
  assert.equal(on.headers.location, '/checkout/pay');
  assert.equal((await by.get('/checkout/agreement')).headers.location, '/checkout/pay');
  assert.match((await by.get('/checkout/pay')).body, /Place the order/);
  const placed = await pay(by);
  assert.match(String(placed.headers.location), /^\/orders\/.*placed=1/);
  const { order, lines } = await newestOrder();
  assert.equal(order['state'], 'free');
  assert.deepEqual([lines.length, lines[0]?.['kind']], [1, 'workbook']);
  assert.equal((await owner`select * from shop.downloads where order_id = ${order['id']}`).length, 1);
  assert.equal((await owner`select * from shop.attempts`).length, 0);
  const page = (await by.get(String(placed.headers.location))).body;
  assert.match(page, /Your download is ready/);
  assert.doesNotMatch(page, /calendar|your chair/i);
  await runJobs();
  const letter = mailbox.findLast(({ mail }) => mail.to === 'wren@mail.example')?.mail;
  assert.match(letter?.text ?? '', /Your download:\nhttps?:\S+\/downloads\/[\w-]{22}/);
  assert.doesNotMatch(letter?.text ?? '', /Sleeping|chair|meeting/);
  assert.equal(letter?.calendar, undefined);
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('a workbook keeps its price for a day in the checkout, and holds nothing', async () => {
  const book = await sellWorkbook(database, practiceId);
  const by = visitor();
  await takeWorkbook(by, book);
  await by.post('/checkout');
  await owner`update shop.workbooks set price_minor = 9900 where id = ${book.id}`;
  await shiftClock('20 minutes');
  assert.equal((await by.get('/checkout/you')).statusCode, 200);
  assert.match((await by.get('/cart')).body, /\$12\.00/);
  await shiftClock('25 hours');
  assert.match((await by.get('/checkout/you')).body, /more than a day ago/);
  assert.match((await by.get('/cart')).body, /it was \$12\.00, now it is \$99\.00/);
  await shiftClock('0');
});

test('a chair, a workbook and a package are one order; the parts of the package sum to its price', async () => {
  const free = { prices: [0] };
  const [alone, one, two] = [await sell(free), await sell(free), await sell(free)];
  const book = await sellWorkbook(database, practiceId, { name: 'One', priceMinor: 0 });
  const inside = await sellWorkbook(database, practiceId, { name: 'Two', priceMinor: 900 });
  const pack = await sellPackage(database, practiceId, {
    groups: [one, two],
    workbooks: [inside],
    priceMinor: 0,
  });
  const by = visitor();
  await takeChair(by, alone);
  await takeWorkbook(by, book);
  await takePackage(by, pack);
  assert.match((await by.get('/cart')).body, /Alone its parts cost \$9\.00; together you save \$9\.00/);
  await goToPay(by, about());
  const shown = (await by.get('/checkout/pay')).body;
  assert.match(shown, /Part of “A calmer autumn”/);
  assert.match(shown, /Saved together<\/dt><dd>−\$9\.00/);
  await pay(by);
  const { order, lines } = await newestOrder();
  const kinds = lines.map((line) => line['kind']).toSorted();
  assert.deepEqual(kinds, ['seat', 'seat', 'seat', 'workbook', 'workbook']);
  const parts = lines.filter((line) => line['package_id'] === pack.id);
  assert.equal(parts.length, 3);
  assert.equal(
    parts.reduce((sum, part) => sum + Number(part['payable_minor']), 0),
    0,
  );
  assert.equal((await owner`select * from shop.seats where order_id = ${order['id']}`).length, 3);
  assert.match((await by.get('/cart')).body, /Your Cart is Empty/);
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('a package is sold out when one part is: said beside the part, and nothing is held', async () => {
  const [full, open] = [await sell({ capacity: 1 }), await sell()];
  const pack = await sellPackage(database, practiceId, { groups: [full, open], priceMinor: 1_000 });
  const by = visitor();
  await takePackage(by, pack);
  const emil = { attendeeName: 'Emil Sandberg', attendeeEmail: 'emil@mail.example' };
  await db.begin((tx) => grantSeat(tx, { practiceId, offeringId: full.offering, ...emil }));
  assert.match((await by.get('/cart')).body, /every chair is taken or held right now/);
  assert.equal((await by.post('/checkout')).headers.location, '/cart');
  const late = await takePackage(visitor(), pack);
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /A part of this package cannot be had right now/);
  const [row] = await owner`select held from shop.offerings where id = ${open.offering}`;
  assert.equal(row?.['held'], 0);
});

test('what lies in a package never lies beside it once more', async () => {
  const group = await sell();
  const book = await sellWorkbook(database, practiceId);
  const pack = await sellPackage(database, practiceId, {
    groups: [group],
    workbooks: [book],
    priceMinor: 1_000,
  });
  const by = visitor();
  await takePackage(by, pack);
  for (const again of [await takeChair(by, group), await takeWorkbook(by, book)]) {
    assert.equal(again.statusCode, 409);
    assert.match(again.body, /A part of this lies in your cart already/);
  }
  assert.equal((await takePackage(by, pack)).statusCode, 303);
  const other = visitor();
  await takeWorkbook(other, book);
  assert.equal((await takePackage(other, pack)).statusCode, 409);
});

test('a part that the practice adds to a package later is said, and nobody sits twice', async () => {
  const group = await sell();
  const book = await sellWorkbook(database, practiceId);
  const pack = await sellPackage(database, practiceId, { groups: [], workbooks: [book], priceMinor: 1_000 });
  const by = visitor();
  await takeChair(by, group);
  await takePackage(by, pack);
  await owner`
    insert into shop.package_parts (practice_id, id, package_id, position, offering_id, tier_id)
    values (${practiceId}, gen_random_uuid(), ${pack.id}, 1, ${group.offering}, ${group.tiers[0] ?? null})`;
  assert.match((await by.get('/cart')).body, /a second time/);
  assert.equal((await by.post('/checkout')).headers.location, '/cart');
});

test('a form cannot choose kind, price or amount of things', async () => {
  const book = await sellWorkbook(database, practiceId);
  const draft = await sellWorkbook(database, practiceId, { name: 'Not yet' });
  await owner`update shop.workbooks set state = 'draft' where id = ${draft.id}`;
  const cases = [
    [{ workbook: "' or 1=1 --" }, 404, /could not find this/],
    [{ workbook: draft.id }, 404, /could not find this/],
    [{ package: book.id }, 404, /could not find this/],
    [{ workbook: book.id, quantity: '2' }, 422, /each workbook or package once/],
    [{ kind: 'workbook', offering: book.id, tier: book.id }, 404, /could not find this group/],
  ] as const;
  const by = visitor();
  for (const [form, status, words] of cases) {
    const answer = await by.post('/cart/lines', form);
    assert.equal(answer.statusCode, status, JSON.stringify(form));
    assert.match(answer.body, words);
  }
  await by.post('/cart/lines', { workbook: book.id, price: '1', listed_minor: '1', kind: 'seat' });
  assert.match((await by.get('/cart')).body, /Total today<\/dt><dd class="total">\$12\.00/);
});

test('the last seats, alone and in a package, at once: never oversold, and a package is all or none', async () => {
  const free = { prices: [0] };
  const [scarce, roomy] = [await sell({ capacity: 3, ...free }), await sell({ capacity: 60, ...free })];
  const pack = await sellPackage(database, practiceId, { groups: [scarce, roomy], priceMinor: 0 });
  const buyers = await Promise.all(
    Array.from({ length: 16 }, async (_, index) => {
      const by = visitor();
      await (index % 2 === 0 ? takePackage(by, pack) : takeChair(by, scarce));
      return by;
    }),
  );
  await Promise.all(
    buyers.map(async (by) => {
      if ((await by.post('/checkout')).headers.location !== '/checkout') return;
      await by.post('/checkout/you', about());
      await by.post('/checkout/agreement', { agreed_name: 'Amara', agree: 'yes', versions: '1' });
      await pay(by);
    }),
  );
  const seatsIn = (offering: string) => owner`
    select line.package_id from shop.seats seat join shop.checkout_lines line on line.id = seat.line_id
    where seat.offering_id = ${offering}`;
  const taken = await seatsIn(scarce.offering);
  const inPackages = taken.filter((row) => row['package_id'] !== null).length;
  assert.equal(taken.length, 3);
  assert.equal((await seatsIn(roomy.offering)).length, inPackages, 'no half of a package');
  const [row] = await owner`select held, confirmed from shop.offerings where id = ${roomy.offering}`;
  assert.deepEqual({ ...row }, { held: 0, confirmed: inPackages });
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});
