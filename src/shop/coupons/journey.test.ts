import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { type GroupForSale, goToPay, takeChair } from '../../../test/support/sale.ts';
import { openTill, orderNumber, sumsUp, words } from '../../../test/support/till.ts';
import { Temporal } from '../../kernel/time.ts';

const till = await openTill(await testDatabase(), [{ capacity: 60 }, { capacity: 60 }, { capacity: 60 }]);
const { site, desk, local, pay, sound, about } = till;
const [one, two, three] = till.groups as [GroupForSale, GroupForSale, GroupForSale];

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

  const { order, page, who } = await pay(visitor);
  const usd = (value: string) => ({ currency_code: 'USD', value });
  assert.deepEqual(till.asked().amount, {
    ...usd('157.50'),
    breakdown: { item_total: usd('180.00'), discount: usd('22.50') },
  });
  assert.match(page, /Code AUTUMN −\$22\.50 Total \$157\.50/);
  const letter = till.letterTo(who.attendee_email);
  assert.match(letter, /Saved by your code[^\n]*−\$22\.50/);
  assert.match(letter, /Total[^\n]*\$157\.50/);
  assert.doesNotMatch(letter, /AUTUMN/, 'a code may name a group');
  assert.match(await till.invoiceOf(visitor, order), /\$180\.00 .*[−-]\$22\.50 Total, paid \$157\.50/);

  const number = orderNumber(page);
  const row = await till.csvRowOf(number);
  assert.deepEqual(
    [row['Total'], row['Full price'], row['Saved by code'], row['Code']],
    ['157.50', '180.00', '22.50', 'AUTUMN'],
  );
  sumsUp(row);
  const books = await till.booksOf(number);
  const sale = books.find(({ Account }) => Account === 'sales') ?? assert.fail('the sale is in the books');
  assert.deepEqual([sale['Credit'], sale['Full price'], sale['Discount']], ['157.50', '180.00', '22.50']);
  const uses = words((await desk.get(coupon)).body);
  assert.match(uses, new RegExp(`Used ${number} \\$22\\.50`));
  assert.match(uses, /1 of 5/);
  assert.match((await desk.get(`${coupon}/uses.csv`)).body, new RegExp(`${number}`));
  const story = await desk.get(await till.storyOf(number));
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
  const token = await till.toPayPal(first);
  const second = site.visitor();
  await takeChair(second, one, 1);
  const meanwhile = await second.post('/cart/coupon', { code: 'onlyone' });
  assert.equal(meanwhile.statusCode, 422);
  assert.match(meanwhile.body, /as often as it can be, or is being used right now/);
  await till.comeBack(first, token, 'cancel');
  await first.post('/checkout/end');
  assert.equal((await second.post('/cart/coupon', { code: 'onlyone' })).statusCode, 303);
  const { page } = await pay(second);
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
  sumsUp(await till.csvRowOf(orderNumber(page)));
  await sound();
});

test('what goes back for one of two chairs is what was paid for it, its part of the saving taken off', async () => {
  await makeCoupon({ title: 'Two', code: 'TOGETHER', takes: 'amount', amount: '26' });
  const visitor = site.visitor();
  await takeChair(visitor, two, 1);
  await takeChair(visitor, three, 0);
  await visitor.post('/cart/coupon', { code: 'together' });
  const { page } = await pay(visitor);
  assert.match(page, /−\$26\.00 Total \$234\.00/);
  const story = await till.storyOf(orderNumber(page));
  // $180 and $80 share $26 by what they cost: $18 and $8.
  const refund = words((await desk.get(`${story}/refund`)).body);
  for (const line of [/\$162\.00/, /\$72\.00/]) assert.match(refund, line);
  await sound();
});
