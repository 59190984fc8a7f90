import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp, type Visitor } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ownerIn } from '../../../test/support/owner.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { Temporal } from '../../kernel/time.ts';
import { createPayPal, invariants } from '../payments/public.ts';

const database = await testDatabase();
const { db } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, {
  change: (parts) => ({
    ...parts,
    merchantId: local.merchantId,
    localPayPal: local.origin,
    paypal: createPayPal({
      env: 'emulator',
      clientId: local.clientId,
      clientSecret: local.clientSecret,
      webhookId: local.webhookId,
      apiBase: local.origin,
      webhookCa: local.caPem,
    }),
  }),
});
await site.app.listen({ port: 0, host: '127.0.0.1' });
after(() => site.app.server.closeAllConnections());
const { practiceId, groups } = await openSale(db, [{ capacity: 60 }, { capacity: 60 }, { capacity: 60 }]);
const [one, two, three] = groups as [GroupForSale, GroupForSale, GroupForSale];
const desk = await ownerIn(site, db, practiceId);

let people = 0;
const about = (): typeof ABOUT_AMARA => ({
  ...ABOUT_AMARA,
  attendee_email: `payer-${++people}@mail.example`,
});
const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);

/** Words of a page without its markup, each run of space one space. */
const words = (body: string) =>
  body
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** What PayPal was asked for last. */
const askedOfPayPal = () => {
  const last = local
    .requests()
    .filter(({ method, path }) => method === 'POST' && path === '/v2/checkout/orders')
    .at(-1);
  return JSON.parse(String(last?.body ?? assert.fail('PayPal was asked'))).purchase_units[0];
};

/** From the cart through PayPal to the order page. */
const payAtPayPal = async (visitor: Visitor, who = about()) => {
  await goToPay(visitor, who);
  const sent = await visitor.post('/checkout/pay');
  const token = new URL(String(sent.headers.location)).searchParams.get('token') ?? '';
  const back = new URL(await local.decide(token, 'pays'));
  const returned = await visitor.get(back.pathname + back.search);
  const outcome = await visitor.get(String(returned.headers.location));
  const order = String(outcome.headers.location).split('?')[0] ?? '';
  await site.runJobs();
  return { order, page: words((await visitor.get(order)).body), who };
};

const letterTo = (address: string) =>
  [...site.mailbox].reverse().find(({ mail }) => mail.to === address)?.mail.text ??
  assert.fail(`a letter to ${address}`);

/** A row of a CSV file as an object by its head. */
const csvRows = (body: string): Record<string, string>[] => {
  const [head = '', ...lines] = body
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
};
const cents = (text = '') => Math.round(Number(text) * 100);

const orderNumber = (page: string) => /Order (\d+)/.exec(page)?.[1] ?? assert.fail('the order has a number');
const csvRowOf = async (number: string) =>
  csvRows((await desk.get(`/desk/orders.csv?q=${number}`)).body).find((row) => row['Order'] === number) ??
  assert.fail(`order ${number} is in the table`);

/** The price parts of an order's row in the saved table sum to its total. */
const sumsUp = (row: Record<string, string>) =>
  assert.equal(
    cents(row['Full price']) -
      cents(row['Saved in a bundle']) -
      cents(row['Saved by code']) -
      cents(row['Paid by the sponsors’ fund']) +
      cents(row['Tax on top']),
    cents(row['Total']),
  );

const invoicePage = async (visitor: Visitor, order: string) => {
  const link = /\/orders\/[\w-]+\/invoices\/\d+/.exec((await visitor.get(order)).body)?.[0];
  const address = link ?? assert.fail('the order page leads to its invoice');
  const pdf = await visitor.get(`${address}/invoice.pdf`);
  assert.equal(pdf.statusCode, 200);
  assert.match(String(pdf.headers['content-type']), /application\/pdf/);
  return words((await visitor.get(address)).body);
};

const makeCoupon = async (fields: Record<string, string | readonly string[]>) => {
  const made = await desk.post('/desk/shop/coupons/new', { kind: 'seat', ...fields });
  assert.equal(made.statusCode, 303, made.body);
  return String(made.headers.location).split('?')[0] ?? '';
};

test('a code from the desk to the books: typed, seen, paid less at PayPal, and the same everywhere to the cent', async () => {
  const coupon = await makeCoupon({
    title: 'Autumn',
    code: 'AUTUMN',
    takes: 'share',
    share: '12.5',
    limit: '5',
  });
  const visitor = site.visitor();
  await takeChair(visitor, one, 1);
  const wrong = await visitor.post('/cart/coupon', { code: 'autum' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /aria-describedby="code-error"/);
  assert.match(wrong.body, /id="code-error"[^>]*>[\s\S]{0,40}We do not know this code/);
  assert.match(wrong.body, /value="autum"/);
  assert.equal((await visitor.post('/cart/coupon', { code: ' aut-umn ' })).statusCode, 303);
  assert.match(words((await visitor.get('/cart')).body), /Code AUTUMN −\$22\.50 Total today \$157\.50/);

  const { order, page, who } = await payAtPayPal(visitor);
  const usd = (value: string) => ({ currency_code: 'USD', value });
  assert.deepEqual(askedOfPayPal().amount, {
    ...usd('157.50'),
    breakdown: { item_total: usd('180.00'), discount: usd('22.50') },
  });
  assert.match(page, /Code AUTUMN −\$22\.50 Total \$157\.50/);
  const letter = letterTo(who.attendee_email);
  assert.match(letter, /Saved by your code[^\n]*−\$22\.50/);
  assert.match(letter, /Total[^\n]*\$157\.50/);
  assert.doesNotMatch(letter, /AUTUMN/, 'a code may name a group');
  assert.match(await invoicePage(visitor, order), /\$180\.00 .*[−-]\$22\.50 Total, paid \$157\.50/);

  const number = orderNumber(page);
  const row = await csvRowOf(number);
  assert.deepEqual(
    [row['Total'], row['Full price'], row['Saved by code'], row['Code']],
    ['157.50', '180.00', '22.50', 'AUTUMN'],
  );
  sumsUp(row);
  const books = csvRows((await desk.get('/desk/money/books.csv')).body).filter(
    (each) => each['Order'] === number,
  );
  const sale = books.find(({ Account }) => Account === 'sales') ?? assert.fail('the sale is in the books');
  assert.deepEqual([sale['Credit'], sale['Full price'], sale['Discount']], ['157.50', '180.00', '22.50']);
  const uses = words((await desk.get(coupon)).body);
  assert.match(uses, new RegExp(`Used ${number} \\$22\\.50`));
  assert.match(uses, /1 of 5/);
  assert.match((await desk.get(`${coupon}/uses.csv`)).body, new RegExp(`${number}`));
  const story = await desk.get(
    /\/desk\/orders\/[0-9a-f-]{36}/.exec((await desk.get(coupon)).body)?.[0] ?? '',
  );
  assert.match(words(story.body), /Full price \$180\.00 Code AUTUMN −\$22\.50 To pay \$157\.50/);
  await sound();
});

test('a code that does not hold says why next to its field, whatever the reason, and nothing is lost', async () => {
  const day = (days: number) => Temporal.Now.plainDateISO('America/Los_Angeles').add({ days }).toString();
  const base = { title: 'x', takes: 'share', share: '10' };
  await makeCoupon({ ...base, code: 'LATER', from: day(3) });
  await makeCoupon({ ...base, code: 'OVER', from: day(-9), until: day(-3) });
  await makeCoupon({ ...base, code: 'OTHERS', group: [two.offering] });
  await makeCoupon({ ...base, code: 'LARGE', lowest: '500' });
  const paused = await makeCoupon({ ...base, code: 'PAUSED' });
  await desk.post(`${paused}/state`, { to: 'paused' });
  const visitor = site.visitor();
  await takeChair(visitor, one, 1);
  for (const [code, why] of [
    ['LATER', /can be used from .* on/],
    ['OVER', /days for this code are over/],
    ['OTHERS', /not for what is in your cart/],
    ['LARGE', /for sums from \$500\.00 on/],
    ['PAUSED', /cannot be used at the moment/],
    ['<b>&', /do not know this code/],
  ] as const) {
    const answer = await visitor.post('/cart/coupon', { code });
    assert.equal(answer.statusCode, 422, code);
    assert.match(/<p[^>]*id="code-error"[^>]*>([\s\S]*?)<\/p>/.exec(answer.body)?.[1] ?? '', why);
    assert.match(words(answer.body), /Total today \$180\.00/);
  }
  await desk.post(`${paused}/state`, { to: 'active' });
  assert.equal((await visitor.post('/cart/coupon', { code: 'PAUSED' })).statusCode, 303);
  await desk.post(`${paused}/state`, { to: 'paused' });
  assert.match(
    words((await visitor.get('/cart')).body),
    /cannot be used at the moment\. Take it out to go on/,
  );
  const stopped = await visitor.post('/checkout');
  assert.match(String(stopped.headers.location ?? ''), /\/cart/);
});

test('a payment that is declined or left gives the use back, and the next buyer has it', async () => {
  const coupon = await makeCoupon({
    title: 'The one',
    code: 'ONLYONE',
    takes: 'amount',
    amount: '10',
    limit: '1',
  });
  const first = site.visitor();
  await takeChair(first, one, 1);
  await first.post('/cart/coupon', { code: 'onlyone' });
  await goToPay(first, about());
  const sent = await first.post('/checkout/pay');
  const token = new URL(String(sent.headers.location)).searchParams.get('token') ?? '';
  const second = site.visitor();
  await takeChair(second, one, 1);
  const meanwhile = await second.post('/cart/coupon', { code: 'onlyone' });
  assert.equal(meanwhile.statusCode, 422);
  assert.match(meanwhile.body, /as often as it can be, or is being used right now/);
  const back = new URL(await local.decide(token, 'cancel'));
  await first.get(back.pathname + back.search);
  await first.post('/checkout/end');
  assert.equal((await second.post('/cart/coupon', { code: 'onlyone' })).statusCode, 303);
  const { page } = await payAtPayPal(second);
  assert.match(page, /−\$10\.00 Total \$170\.00/);
  assert.match(words((await desk.get(coupon)).body), /1 of 1/);
  await sound();
});

test('a code for all of it is a free order, and PayPal is never asked', async () => {
  await makeCoupon({ title: 'A gift', code: 'ALLOFIT', takes: 'share', share: '100' });
  const visitor = site.visitor();
  await takeChair(visitor, one, 1);
  await visitor.post('/cart/coupon', { code: 'allofit' });
  const before = local.requests().length;
  await goToPay(visitor, about());
  assert.doesNotMatch((await visitor.get('/checkout/pay')).body, /<button[^>]*>[^<]*PayPal/);
  const placed = await visitor.post('/checkout/pay');
  assert.match(String(placed.headers.location), /placed=1$/);
  await site.runJobs();
  assert.equal(local.requests().length, before);
  const page = words((await visitor.get(String(placed.headers.location).split('?')[0] ?? '')).body);
  assert.match(page, /Nothing to pay .*−\$180\.00 Total \$0\.00/);
  sumsUp(await csvRowOf(orderNumber(page)));
  await sound();
});

test('what goes back for one of two chairs is what was paid for it, its part of the saving taken off', async () => {
  await makeCoupon({ title: 'Two', code: 'TOGETHER', takes: 'amount', amount: '26' });
  const visitor = site.visitor();
  await takeChair(visitor, two, 1);
  await takeChair(visitor, three, 0);
  await visitor.post('/cart/coupon', { code: 'together' });
  const { page } = await payAtPayPal(visitor);
  assert.match(page, /−\$26\.00 Total \$234\.00/);
  const list = await desk.get(`/desk/orders?q=${orderNumber(page)}`);
  const story = /\/desk\/orders\/[0-9a-f-]{36}/.exec(list.body)?.[0] ?? assert.fail('the order is listed');
  // $180 and $80 share $26 by what they cost: $18 and $8.
  const refund = words((await desk.get(`${story}/refund`)).body);
  for (const line of [/\$162\.00/, /\$72\.00/]) assert.match(refund, line);
  await sound();
});
