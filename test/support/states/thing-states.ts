// Workbooks and packages: at the desk, on the public site, in the cart, through the checkout, and downloaded.
import assert from 'node:assert/strict';
import type { Visitor } from '../app.ts';
import { ABOUT_AMARA, goToPay, takeChair } from '../sale.ts';
import { sendFile, smallPdf, takePackage, takeWorkbook } from '../things.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

const NOT_THERE = '00000000-0000-7000-8000-000000000000';
const WORKBOOK = {
  name: 'Fourteen quiet evenings',
  summary: 'A page for each evening, for people who lie awake.',
  words: 'A quiet workbook.\n\n# What is in it\n\nFourteen pages.',
  price: '14.00',
};

const makeWorkbook = async ({ site }: Pick<Shop, 'site'>, by: Visitor, name: string, price: string) => {
  const made = await by.post('/desk/shop/workbooks/new', { ...WORKBOOK, name, price });
  const path = String(made.headers.location).split('?')[0] ?? '';
  await sendFile(site, by, `${path}/versions`, { name: 'pages.pdf', bytes: smallPdf(name) });
  await by.post(`${path}/state`, { to: 'published' });
  const id = path.slice(-36);
  const address = /href="(\/workbooks\/[a-z0-9-]+)"/.exec(
    (await by.get(path)).body.split('<footer')[0] ?? '',
  )?.[1];
  return { id, path, name, address: address ?? assert.fail('a public page') };
};

const deskStates = async (shop: Shop, by: Visitor): Promise<State[]> => {
  const draft = String((await by.post('/desk/shop/workbooks/new', WORKBOOK)).headers.location).split('?')[0] ?? '';
  const { path, address } = await makeWorkbook(shop, by, 'Walks with a question', '9.50');
  const away = await makeWorkbook(shop, by, 'Of last year', '0');
  await by.post(`${away.path}/state`, { to: 'archived' });
  for (const file of ['/desk/shop/workbooks.csv', `${path}/versions/1`])
    assert.equal((await by.get(file)).statusCode, 200, file);
  return [
    { name: 'workbooks at the desk', path: '/desk/shop/workbooks?state=all&sortBy=sold', by },
    { name: 'no workbook found', path: '/desk/shop/workbooks?q=nothing-like-it', by },
    { name: 'a new workbook', path: '/desk/shop/workbooks/new', by },
    { name: 'a workbook gone wrong', path: '/desk/shop/workbooks/new', by, fields: { price: 'much' }, status: 422 },
    { name: 'a workbook without a file', path: `${draft}?done=made`, by },
    { name: 'published without a file', path: `${draft}/state`, by, fields: { to: 'published' }, status: 409 },
    { name: 'a version without a file', path: `${draft}/versions`, by, fields: { note: 'Two pages more' }, status: 422 },
    { name: 'a published workbook', path: `${path}?done=saved`, by },
    { name: 'a workbook to change', path: `${path}/change`, by },
    { name: 'a workbook changed wrongly', path: `${path}/change`, by, fields: { ...WORKBOOK, name: '' }, status: 422 },
    { name: 'a workbook changed meanwhile', path: `${path}/change`, by, fields: { ...WORKBOOK, opened: '7' }, status: 409 },
    { name: 'a workbook as visitors see it', path: `${path}/preview`, by },
    { name: 'a workbook to take off the shop', path: `${path}/turn/draft`, by },
    { name: 'a workbook to put away', path: `${path}/turn/archived`, by },
    { name: 'a workbook that was put away', path: away.path, by },
    { name: 'workbook not there', path: `/desk/shop/workbooks/${NOT_THERE}`, by, status: 404 },
    { name: 'every workbook', path: '/workbooks' },
    { name: 'the page of a workbook', path: address },
    { name: 'no such workbook', path: '/workbooks/not-there', status: 404 },
  ];
}; // biome-ignore format: a state a line

/** A free order of what lies in the cart: its page, and what it opens. */
const ordered = async ({ site }: Shop, by: Visitor) => {
  await by.post('/checkout');
  await by.post('/checkout/you', { payer_name: 'Wren Hall', payer_email: 'wren@mail.example' });
  const placed = String((await by.post('/checkout/pay')).headers.location);
  await site.runJobs();
  const order = placed.split('?')[0] ?? '';
  const download =
    /\/downloads\/[\w-]{22}/.exec((await by.get(order)).body)?.[0] ?? assert.fail('a download');
  return { placed, order, download };
};

/** A workbook bought: alone, with a chair beside it, and what becomes of its download. */
const boughtStates = async (shop: Shop, owner: Visitor): Promise<State[]> => {
  const { site, roomy } = shop;
  const free = await makeWorkbook(shop, owner, 'After each meeting', '0');
  const dear = await makeWorkbook(shop, owner, 'Fourteen evenings', '14');
  const into = async (...books: readonly { readonly id: string }[]) => {
    const by = site.visitor();
    for (const { id } of books) await takeWorkbook(by, { id, address: '', name: '' });
    return by;
  };
  const [cart, you, pay, buyer, other, mixed] = [
    await into(dear), await into(dear), await into(dear), await into(free), await into(free), await into(dear),
  ]; // biome-ignore format: one visitor a state
  for (const by of [you, pay]) await by.post('/checkout');
  await pay.post('/checkout/you', { payer_name: 'Wren Hall', payer_email: 'wren@mail.example' });
  await takeChair(mixed, roomy, 1);
  await goToPay(mixed, { ...ABOUT_AMARA, attendee_email: 'with-a-book@mail.example' });
  const [bought, ended] = [await ordered(shop, buyer), await ordered(shop, other)];
  assert.equal((await buyer.get(`${bought.download}/1`)).statusCode, 200);
  const [row] = await shop.database.owner`
    select d.id, d.order_id from shop.downloads d order by d.created_at desc, d.id desc limit 1`;
  await owner.post(`/desk/downloads/${row?.['id']}/state`, { to: 'ended' });
  await sendFile(site, owner, `${free.path}/versions`, {
    ...{ name: 'again.pdf', bytes: smallPdf('again'), note: 'Two pages more' },
  });
  return [
    { name: 'a workbook in the cart', path: '/cart', by: cart },
    { name: 'about who pays for a workbook', path: '/checkout/you', by: you },
    { name: 'about who pays, gone wrong', path: '/checkout/you', by: you, fields: { payer_email: 'wren' }, status: 422 },
    { name: 'paying for a workbook', path: '/checkout/pay', by: pay },
    { name: 'paying for a chair and a workbook', path: '/checkout/pay', by: mixed },
    { name: 'a workbook, celebrated', path: bought.placed, by: buyer },
    { name: 'the order of a workbook', path: bought.order, by: buyer },
    { name: 'a download', path: bought.download, by: buyer },
    { name: 'a download that has ended', path: ended.download, by: other, status: 410 },
    { name: 'the order of a workbook at the desk', path: `/desk/orders/${row?.['order_id']}`, by: owner },
    { name: 'a workbook that was bought', path: free.path, by: owner },
    { name: 'a workbook put in twice', path: '/cart/lines', by: cart, fields: { workbook: NOT_THERE }, status: 404 },
  ];
}; // biome-ignore format: a state a line

const packageStates = async (shop: Shop, by: Visitor): Promise<State[]> => {
  const { roomy, site } = shop;
  const book = await makeWorkbook(shop, by, 'Pages between', '6');
  const full = await shop.sell({ capacity: 1, prices: [1000] });
  const PACKAGE = {
    ...{ name: 'A calmer autumn', summary: 'A group and its pages.', words: 'Together.\n\n# For whom\n\nFor you.' },
    ...{ price: '90', [`seat_${roomy.offering}`]: roomy.tiers[1] ?? '', [`book_${book.id}`]: 'yes' },
  };
  const make = async (change: Record<string, string> = {}, publish = true) => {
    const made = await by.post('/desk/shop/packages/new', { ...PACKAGE, ...change });
    const path = String(made.headers.location).split('?')[0] ?? '';
    if (publish) await by.post(`${path}/state`, { to: 'published' });
    const address = /href="(\/packages\/[a-z0-9-]+)"/.exec((await by.get(path)).body.split('<footer')[0] ?? '')?.[1];
    return { path, id: path.slice(-36), address: address ?? '' };
  };
  const draft = await make({ name: 'Not yet a package' }, false);
  const open = await make();
  const scarce = await make({ name: 'A scarce pair', [`seat_${full.offering}`]: full.tiers[0] ?? '' });
  const first = site.visitor();
  await takeChair(first, full);
  await first.post('/checkout');
  const buyer = site.visitor();
  await takePackage(buyer, { id: open.id, address: '', name: '' });
  const paying = site.visitor();
  await takePackage(paying, { id: open.id, address: '', name: '' });
  await goToPay(paying, { ...ABOUT_AMARA, attendee_email: 'with-a-package@mail.example' });
  return [
    { name: 'packages at the desk', path: '/desk/shop/packages', by },
    { name: 'a new package', path: '/desk/shop/packages/new', by },
    { name: 'a package gone wrong', path: '/desk/shop/packages/new', by, fields: { price: 'much' }, status: 422 },
    { name: 'a package that is not published', path: `${draft.path}?done=made`, by },
    { name: 'a published package', path: open.path, by },
    { name: 'a package whose part is taken', path: scarce.path, by },
    { name: 'a package to change', path: `${open.path}/change`, by },
    { name: 'a package changed wrongly', path: `${open.path}/change`, by, fields: { name: '' }, status: 422 },
    { name: 'a package changed meanwhile', path: `${open.path}/change`, by, fields: { ...PACKAGE, name: 'Other', opened: '7' }, status: 409 },
    { name: 'a package as visitors see it', path: `${draft.path}/preview`, by },
    { name: 'a package to take off the shop', path: `${open.path}/turn/draft`, by },
    { name: 'a package to put away', path: `${open.path}/turn/archived`, by },
    { name: 'a draft put away', path: `${draft.path}/state`, by, fields: { to: 'archived' } },
    { name: 'package not there', path: `/desk/shop/packages/${NOT_THERE}`, by, status: 404 },
    { name: 'every package', path: '/packages' },
    { name: 'the page of a package', path: open.address },
    { name: 'the page of a package that is sold out', path: scarce.address },
    { name: 'no such package', path: '/packages/not-there', status: 404 },
    { name: 'a package in the cart', path: '/cart', by: buyer },
    { name: 'paying for a package', path: '/checkout/pay', by: paying },
  ];
}; // biome-ignore format: a state a line

export const thingStates = (shop: Shop, owner: Visitor): readonly (() => Promise<State[]>)[] => [
  () => deskStates(shop, owner),
  () => boughtStates(shop, owner),
  () => packageStates(shop, owner),
];
