import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import {
  ABOUT_AMARA,
  type GroupForSale,
  type GroupWish,
  goToPay,
  openSale,
  takeChair,
} from '../../../test/support/sale.ts';
import { grantSeat } from '../seats/public.ts';

const database = await testDatabase();
const { db, owner } = database;
const { visitor } = await testApp(database);
const WISHES: GroupWish[] = [
  {},
  {},
  { capacity: 1 },
  { capacity: 1, prices: [0] },
  { prices: [0] },
  { ageTo: 30 },
];
const sale = await openSale(db, WISHES);
const [loss, steadier, , freeOne, free, young] = sale.groups as [
  GroupForSale, GroupForSale, GroupForSale, GroupForSale, GroupForSale, GroupForSale,
]; // biome-ignore format: one row

const heldIn = async (group: GroupForSale) => {
  const [row] = await owner`select held, confirmed from shop.offerings where id = ${group.offering}`;
  return [row?.['held'], row?.['confirmed']];
};
const newest = async () => {
  const [row] = await owner`select * from shop.checkouts order by id desc limit 1`;
  return row;
};

test('a guest goes four steps, and a free chair is theirs without a word of PayPal', async () => {
  const amara = visitor();
  await takeChair(amara, freeOne);
  assert.equal((await amara.post('/checkout')).headers.location, '/checkout');
  assert.deepEqual(await heldIn(freeOne), [1, 0]);
  assert.equal((await amara.get('/checkout')).headers.location, '/checkout/you');
  assert.match((await amara.get('/checkout/you')).body, /Your chair is held until/);
  assert.equal((await amara.post('/checkout/you', ABOUT_AMARA)).headers.location, '/checkout/agreement');
  const agreement = await amara.get('/checkout/agreement');
  assert.match(agreement.body, /Our group agreement/);
  assert.match(agreement.body, /Version 1 of/);
  const signed = await amara.post('/checkout/agreement', {
    agreed_name: 'Amara Jensen',
    agree: 'yes',
    versions: '1',
  });
  assert.equal(signed.headers.location, '/checkout/pay');
  assert.match((await amara.get('/checkout/pay')).body, /Take the chair/);
  const paid = await amara.post('/checkout/pay');
  assert.match(String(paid.headers.location), /^\/orders\/[\w-]{22}\?placed=1$/);
  const celebrate = await amara.get(String(paid.headers.location));
  assert.match(celebrate.body, />Celebrate<\/h1>/);
  assert.match(celebrate.body, /We have your order too/);
  assert.doesNotMatch(celebrate.body, /PayPal/);
  assert.deepEqual(await heldIn(freeOne), [0, 1]);
  assert.match((await amara.get('/cart')).body, /Your Cart is Empty/);
});

test('the back button after the order, and a second press, lead to the one order', async () => {
  const bashir = visitor();
  await takeChair(bashir, free);
  await goToPay(bashir, {
    ...ABOUT_AMARA,
    attendee_name: 'Bashir Khan',
    attendee_email: 'bashir@mail.example',
  });
  const [first, second] = await Promise.all([bashir.post('/checkout/pay'), bashir.post('/checkout/pay')]);
  const orderOf = (answer: typeof first) => String(answer.headers.location).split('?')[0];
  assert.equal(orderOf(first), orderOf(second));
  for (const path of ['/checkout', '/checkout/you', '/checkout/agreement', '/checkout/pay'])
    assert.match((await bashir.get(path)).body, /You have taken this chair already/);
  assert.equal(orderOf(await bashir.post('/checkout/pay')), orderOf(first));
  const [row] =
    await owner`select count(*)::int as n from shop.orders where payer_email = 'bashir@mail.example'`;
  assert.equal(row?.['n'], 1);
});

test('what is missing or wrong is said beside its field, and what was typed stays', async () => {
  const amara = visitor();
  await takeChair(amara, young);
  await amara.post('/checkout');
  assert.match((await amara.get('/checkout/you')).body, /I am between 18 and 30 years old/);
  const answer = await amara.post('/checkout/you', {
    attendee_name: '  ',
    attendee_email: 'amara at mail',
    payer: 'other',
    payer_name: 'Bashir Khan',
    payer_email: 'a@b',
    attest_0: 'yes',
  });
  assert.equal(answer.statusCode, 422);
  for (const name of ['attendee_name', 'attendee_email', 'payer_email', 'attest_1'])
    assert.match(answer.body, new RegExp(`id="${name}-error"`));
  assert.doesNotMatch(answer.body, /id="attest_0-error"/);
  assert.match(answer.body, /value="Bashir Khan"/);
  assert.match(answer.body, /value="amara at mail"/);
  const skipped = await amara.get('/checkout/pay');
  assert.equal(skipped.headers.location, '/checkout/you');
  assert.equal((await newest())?.['attested_at'], null);
  await amara.post('/checkout/end');
});

for (const [name, form] of [
  [
    'a list where a text is due',
    { attendee_name: ['A', 'B'], attendee_email: 'a@mail.example', payer: 'same' },
  ],
  ['markup in a name', { ...ABOUT_AMARA, attendee_name: '<script>alert(1)</script>' }],
  ['a line break in an address', { ...ABOUT_AMARA, attendee_email: 'a@mail.example\r\nBcc: x@evil.example' }],
  ['two addresses', { ...ABOUT_AMARA, attendee_email: 'a@mail.example, b@mail.example' }],
  ['an address in a name', { ...ABOUT_AMARA, attendee_name: 'Win at https://evil.example/x' }],
  ['a bare host in a name', { ...ABOUT_AMARA, attendee_name: 'evil.example waits' }],
  ['a very long name', { ...ABOUT_AMARA, attendee_name: 'A'.repeat(200) }],
  ['nobody who pays', { ...ABOUT_AMARA, payer: 'my boss' }],
] as const)
  test(`the step "About you" refuses ${name}`, async () => {
    const mallory = visitor();
    await takeChair(mallory, loss);
    await mallory.post('/checkout');
    const answer = await mallory.post('/checkout/you', form as Record<string, string>);
    assert.equal(answer.statusCode, 422);
    assert.doesNotMatch(answer.body, /<script>alert/);
    await mallory.post('/checkout/end');
  });

test('somebody else who comes has to be named anew in the agreement', async () => {
  const amara = visitor();
  await takeChair(amara, loss);
  await goToPay(amara);
  await amara.post('/checkout/you', {
    ...ABOUT_AMARA,
    attendee_name: 'Devi Rao',
    attendee_email: 'devi@mail.example',
  });
  assert.equal((await amara.get('/checkout/pay')).headers.location, '/checkout/agreement');
  await amara.post('/checkout/end');
});

test('nobody signs a text, or confirms a sentence, that was not on the page', async () => {
  const amara = visitor();
  await takeChair(amara, loss);
  await goToPay(amara);
  await amara.post('/checkout/agreement', { agreed_name: 'Amara Jensen', agree: 'yes', versions: '7' });
  assert.equal((await newest())?.['agreement_version'], 1);
  await takeChair(amara, young);
  await amara.post('/checkout');
  assert.equal((await amara.get('/checkout')).headers.location, '/checkout/you');
  assert.match((await amara.get('/checkout/you')).body, /value="Amara Jensen"/);
  await amara.post('/checkout/end');
});

test('every step answers the same whether an address sits in the group or not', async () => {
  await db.begin((tx) =>
    grantSeat(tx, {
      practiceId: sale.practiceId,
      offeringId: loss.offering,
      attendeeName: 'Devi Rao',
      attendeeEmail: 'devi@mail.example',
    }),
  );
  const walk = async (email: string) => {
    const browser = visitor();
    await takeChair(browser, loss);
    const about = { ...ABOUT_AMARA, attendee_email: email };
    await browser.post('/checkout');
    const answers = [
      await browser.post('/checkout/you', about),
      await browser.get('/checkout/agreement'),
      await browser.post('/checkout/agreement', { agreed_name: 'Amara Jensen', agree: 'yes', versions: '1' }),
      await browser.get('/checkout/pay'),
    ];
    await browser.post('/checkout/end');
    return answers.map(({ statusCode, body, headers }) => [
      statusCode,
      headers.location,
      body.replaceAll(email, '').replaceAll(/order [0-9A-F]{10}/g, ''),
    ]);
  };
  assert.deepEqual(await walk('devi@mail.example'), await walk('emil@mail.example'));
});

test('PayPal out of reach is said in the words of the page it comes from, and the chair stays', async () => {
  const amara = visitor();
  await takeChair(amara, steadier);
  await goToPay(amara);
  const answer = await amara.post('/checkout/pay');
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /There was an error with PayPal/);
  assert.match(answer.body, /Click here to try again/);
  assert.match(answer.body, /You have not been charged/);
  assert.deepEqual(await heldIn(steadier), [1, 0]);
  await amara.post('/checkout/end');
});

test('a browser without a cart is led to the empty cart from every step', async () => {
  const stranger = visitor();
  for (const path of ['/checkout', '/checkout/you', '/checkout/agreement', '/checkout/pay'])
    assert.equal((await stranger.get(path)).headers.location, '/cart');
  for (const path of ['/checkout', '/checkout/pay', '/checkout/end'])
    assert.equal((await stranger.post(path)).headers.location, '/cart');
  assert.equal((await stranger.post('/checkout/you', ABOUT_AMARA)).headers.location, '/cart');
});
