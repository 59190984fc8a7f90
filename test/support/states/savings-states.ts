// Coupons, the sponsors' fund and tax at the desk, in their states.
import assert from 'node:assert/strict';
import type { TestApp, Visitor } from '../app.ts';
import type { GroupWish } from '../sale.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, takeChair } from '../sale.ts';
import type { State } from './state.ts';

type Shop = {
  readonly site: Pick<TestApp, 'visitor' | 'runJobs'>;
  readonly roomy: GroupForSale;
  readonly sell: (wish: GroupWish) => Promise<GroupForSale>;
};

const COUPON = { title: 'Letter of autumn', takes: 'share', share: '10', kind: 'seat' };

const couponStates = async (by: Visitor): Promise<State[]> => {
  const made = await by.post('/desk/shop/coupons/new', { ...COUPON, code: 'AUTUMN', limit: '8', person: '1', lowest: '20' });
  const one = String(made.headers.location).split('?')[0] ?? '';
  const away = String((await by.post('/desk/shop/coupons/new', { ...COUPON, title: 'Of last year' })).headers.location).split('?')[0] ?? '';
  await by.post(`${away}/state`, { to: 'archived' });
  for (const path of ['/desk/shop/coupons.csv', '/desk/shop/fund.csv', `${one}/uses.csv`])
    assert.equal((await by.get(path)).statusCode, 200, path);
  return [
    { name: 'coupons', path: '/desk/shop/coupons?state=all&sortBy=used', by },
    { name: 'no coupon found', path: '/desk/shop/coupons?q=nothing-like-it', by },
    { name: 'a new coupon', path: '/desk/shop/coupons/new', by },
    { name: 'a coupon gone wrong', path: '/desk/shop/coupons/new', by, fields: { takes: 'amount', amount: '-3', limit: 'x' }, status: 422 },
    { name: 'a code that is taken', path: '/desk/shop/coupons/new', by, fields: { ...COUPON, code: 'autumn' }, status: 409 },
    { name: 'a coupon', path: `${one}?done=made`, by },
    { name: 'a coupon to change', path: `${one}/change`, by },
    { name: 'a coupon changed wrongly', path: `${one}/change`, by, fields: { ...COUPON, title: '' }, status: 422 },
    { name: 'a coupon to put away', path: `${one}/put-away`, by },
    { name: 'a coupon paused', path: `${one}/state`, by, fields: { to: 'paused' } },
    { name: 'a coupon that was put away', path: away, by },
    { name: 'coupon not there', path: '/desk/shop/coupons/00000000-0000-7000-8000-000000000000', by, status: 404 },
  ];
}; // biome-ignore format: a state a line

/** From the cart to the order page, where there is nothing to pay. */
const orderFree = async (by: Visitor, name: string): Promise<string> => {
  await goToPay(by, {
    ...ABOUT_AMARA,
    attendee_name: name,
    attendee_email: `${name.toLowerCase()}@mail.example`,
  });
  const placed = await by.post('/checkout/pay');
  return String(placed.headers.location).split('?')[0] ?? '';
};

/** A code at work: in the cart, through the checkout, on the order, among the uses of its coupon. */
const codeStates = async ({ site, roomy }: Shop, owner: Visitor): Promise<State[]> => {
  const coupon = async (code: string, share: string) =>
    String((await owner.post('/desk/shop/coupons/new', { ...COUPON, title: code, code, share })).headers.location).split('?')[0] ?? '';
  const gift = await coupon('GIFT', '100');
  const paused = await coupon('RESTING', '10');
  await coupon('TENTH', '10');
  const withCode = async (code: string) => {
    const by = site.visitor();
    await takeChair(by, roomy, 1);
    await by.post('/cart/coupon', { code });
    return by;
  };
  const [tenth, resting, given] = [await withCode('tenth'), await withCode('resting'), await withCode('gift')];
  await owner.post(`${paused}/state`, { to: 'paused' });
  const paying = await withCode('tenth');
  await goToPay(paying);
  const order = await orderFree(given, 'Hanna');
  await site.runJobs();
  assert.equal((await owner.get(`${gift}/uses.csv`)).statusCode, 200);
  const story = /\/desk\/orders\/[0-9a-f-]{36}/.exec((await owner.get(gift)).body)?.[0] ?? '';
  return [
    { name: 'a code in the cart', path: '/cart', by: tenth },
    { name: 'a code mistyped', path: '/cart/coupon', by: site.visitor(), fields: { code: 'tnth' }, status: 422 },
    { name: 'another code, mistyped', path: '/cart/coupon', by: tenth, fields: { code: 'tnth' }, status: 422 },
    { name: 'a code that was paused', path: '/cart', by: resting },
    { name: 'paying with a code', path: '/checkout/pay', by: paying },
    { name: 'an order with a code', path: order, by: given },
    { name: 'a coupon with uses', path: gift, by: owner },
    { name: 'an order with a code at the desk', path: story, by: owner },
    { name: 'a code taken out', path: '/cart/coupon/removal', by: tenth, fields: { from: '/groups' } },
  ];
}; // biome-ignore format: a state a line

/** What the fund pays: on the group's page, in the cart, on the order, and at the desk. */
const supportStates = async ({ site, sell }: Shop, owner: Visitor): Promise<State[]> => {
  const plain = await sell({ name: 'Helped along', prices: [0, 2000], capacity: 60 });
  const [low, full] = plain.publication.tiers;
  assert.ok(low && full);
  await plain.reprint({ tiers: [{ ...low, fundSupported: true }, full] });
  const by = site.visitor();
  await takeChair(by, plain, 0);
  const order = await orderFree(by, 'Ines');
  await site.runJobs();
  const use = /\/desk\/shop\/fund\/uses\/[0-9a-f-]{36}/.exec((await owner.get('/desk/shop/fund')).body)?.[0] ?? '';
  const cart = site.visitor();
  await takeChair(cart, plain, 0);
  return [
    { name: 'a group that the fund supports', path: `/groups/${plain.address}` },
    { name: 'a price that the fund makes up', path: '/cart', by: cart },
    { name: 'an order with the fund', path: order, by },
    { name: 'what the fund paid', path: use, by: owner },
    { name: 'given back to the fund wrongly', path: use, by: owner, fields: { amount: 'x' }, status: 422 },
    { name: 'given back to the fund', path: use, by: owner, fields: { amount: '20.00' } },
  ];
}; // biome-ignore format: a state a line

const fundStates = (by: Visitor): State[] => [
  { name: 'a fund with nothing in it', path: '/desk/shop/fund', by },
  { name: 'a gift gone wrong', path: '/desk/shop/fund/gifts', by, fields: { amount: 'much', day: '2999-01-01' }, status: 422 },
  { name: 'a gift', path: '/desk/shop/fund/gifts', by, fields: { amount: '250', day: '2026-01-05', note: 'A neighbor' } },
  { name: 'a correction gone wrong', path: '/desk/shop/fund/corrections', by, fields: {}, status: 422 },
  {
    name: 'a correction of too much',
    path: '/desk/shop/fund/corrections',
    by,
    fields: { correction_way: 'less', correction_amount: '9999999', correction_note: 'Typed twice' },
    status: 409,
  },
  { name: 'movements narrowed', path: '/desk/shop/fund?kind=gift&q=neighbor&sortBy=oldest', by },
  { name: 'support not there', path: '/desk/shop/fund/uses/00000000-0000-7000-8000-000000000000', by, status: 404 },
]; // biome-ignore format: a state a line

const taxStates = (by: Visitor): State[] => {
  const path = '/desk/practice/tax';
  const fields = { opened: '0', way: 'included', name: 'VAT', number: 'DE 123', seat: '0', workbook: '7' };
  return [
    { name: 'tax', path, by },
    { name: 'tax gone wrong', path, by, fields: { ...fields, seat: '120' }, status: 422 },
    { name: 'tax changed meanwhile', path, by, fields: { ...fields, opened: '7' }, status: 409 },
    { name: 'tax saved', path, by, fields },
    { name: 'no tax again', path, by, fields: { ...fields, opened: '1', way: 'none' } },
  ];
};

/** The estimate before paying: of a group, of a checkout, of an order; and its settings. */
const estimateStates = async ({ site, roomy, sell }: Shop, owner: Visitor): Promise<State[]> => {
  const path = '/desk/practice/estimate';
  const fields = { opened: '0', shown: 'always', service: 'Group meeting (90853)', provider: 'Imani Okafor, LCSW\nNPI 1234567890' };
  await owner.post(path, fields);
  const free = await sell({ name: 'Estimated', prices: [0], capacity: 60 });
  const [paying, by] = [site.visitor(), site.visitor()];
  await takeChair(paying, roomy, 1);
  await goToPay(paying);
  await takeChair(by, free, 0);
  await goToPay(by, { ...ABOUT_AMARA, attendee_name: 'Jonas', attendee_email: 'jonas@mail.example' });
  await by.get('/checkout/pay');
  const placed = await by.post('/checkout/pay');
  const order = String(placed.headers.location).split('?')[0] ?? '';
  return [
    { name: 'estimates at the desk', path, by: owner },
    { name: 'estimates gone wrong', path, by: owner, fields: { ...fields, service: '' }, status: 422 },
    { name: 'estimates changed meanwhile', path, by: owner, fields: { ...fields, opened: '7' }, status: 409 },
    { name: 'an estimate of a group', path: `/groups/${roomy.address}/estimate` },
    { name: 'an estimate of a checkout', path: '/checkout/estimate', by: paying },
    { name: 'paying with an estimate', path: '/checkout/pay', by: paying },
    { name: 'an order with its estimate', path: order, by },
    { name: 'an estimate of an order', path: `${order}/estimate`, by },
    { name: 'estimates off', path, by: owner, fields: { ...fields, opened: '1', shown: 'region' } },
  ];
}; // biome-ignore format: a state a line

/** One list after the other: each is prepared when those before it were seen. `owner` is the example practice's. */
export const savingsStates = (owner: Visitor, shop: Shop): readonly (() => Promise<State[]>)[] => [
  () => couponStates(owner),
  () => codeStates(shop, owner),
  async () => fundStates(owner),
  () => supportStates(shop, owner),
  async () => taxStates(owner),
  () => estimateStates(shop, owner),
];
