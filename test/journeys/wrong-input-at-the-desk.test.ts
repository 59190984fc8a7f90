// Every form of the desk, filled in wrongly: what was typed stays, and each message stands beside its field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openExamplePractice } from '../../src/example.ts';
import { practices } from '../../src/identity/practice/public.ts';
import { plantBreaks } from '../support/breaks.ts';
import { openBrowser } from '../support/browser.ts';
import { buyersOf } from '../support/buyers.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { ownerIn } from '../support/owner.ts';
import { watchRoutes } from '../support/route-watch.ts';
import { ABOUT_AMARA, goToPay, sellGroup, takeChair } from '../support/sale.ts';
import { groupBelowMinimum } from '../support/states/decision-states.ts';
import { refundStates } from '../support/states/refund-states.ts';
import { DESK_ASKING_BUTTONS, wrongAskingAtTheDesk } from '../support/wrong-asking.ts';
import { testWrongForms, type WrongForm } from '../support/wrong-forms.ts';

const watch = watchRoutes();
const database = await testDatabase();
const site = await listeningSite(database, { open: ({ parts }) => openExamplePractice(parts) });
const [practice] = await practices(database.db);
const { id: practiceId } = practice ?? assert.fail('the example practice is open');
const group = await sellGroup(database.db, practiceId, { name: 'Evenings', capacity: 30 }, 0);
const free = await sellGroup(database.db, practiceId, { name: 'Mornings', prices: [0, 1000] }, 1);
const owner = await ownerIn(site, database.db, practiceId);
const buyers = buyersOf(site, site.local);
await buyers.buys({ name: 'Bashir Khan', group });
await site.runJobs();
const browser = await openBrowser();

const at = (path: string | Promise<string>) => async () => ({ path: await path, cookies: owner.cookies });
const one = async (row: Promise<readonly { readonly id: string }[]>) =>
  (await row)[0]?.id ?? assert.fail('a row');
const orderId = one(database.owner`select id from shop.orders where payer_name = 'Bashir Khan'`);
const facilitatorId = one(database.owner`select id from shop.facilitators order by position limit 1`);
const invoiceId = one(database.owner`
  select i.id from shop.invoices i join shop.orders o on o.id = i.order_id where o.payer_name = 'Bashir Khan'`);
/** A chair given back for a payment so old that PayPal takes nothing back any more. */
const owedSeat = (async () => {
  await buyers.buys({ name: 'Wolf Owed', group });
  await database.owner`update shop.captures set captured_at = now() - interval '200 days'
    where id = (select capture_id from shop.orders where payer_name = 'Wolf Owed')`;
  const id = await one(database.owner`
    select s.id from shop.seats s join shop.orders o on o.id = s.order_id where o.payer_name = 'Wolf Owed'`);
  const path = `/desk/seats/${id}/withdrawal`;
  const all =
    /name="shown_all" value="(\d+)"/.exec((await owner.get(path)).body)?.[1] ?? assert.fail('a sum');
  assert.ok((await owner.post(path, { sum: 'all', shown_all: all })).statusCode < 400);
  return id;
})();
const failedRefund = refundStates(
  { site, database, roomy: group, free, sell: async () => group },
  owner,
).then(
  (states) =>
    states.find(({ name }) => name === 'refund failed')?.path ?? assert.fail('a refund that failed'),
);

const dueGroup = groupBelowMinimum((wish) =>
  sellGroup(database.db, practiceId, { ...wish, name: 'Dusk' }, 3),
);

const coupon = owner
  .post('/desk/shop/coupons/new', { title: 'Autumn', takes: 'share', share: '10', kind: 'seat' })
  .then(({ headers }) => String(headers.location).split('?')[0] ?? '');
const workbook = owner
  .post('/desk/shop/workbooks/new', { name: 'Evenings', summary: 'Pages.', words: 'Quiet.', price: '14' })
  .then(({ headers }) => String(headers.location).split('?')[0] ?? '');
const pack = workbook.then(async (path) => {
  const other = await owner.post('/desk/shop/workbooks/new', { name: 'Days', summary: 'Pages.', words: 'Bright.', price: '9' });
  const ids = [path, String(other.headers.location).split('?')[0] ?? ''].map((each) => each.slice(-36));
  const books = Object.fromEntries(ids.map((id) => [`book_${id}`, 'yes']));
  const words = { name: 'Both', summary: 'Pages.', words: 'Together.', price: '20' };
  const made = await owner.post('/desk/shop/packages/new', { ...words, ...books });
  return String(made.headers.location).split('?')[0] ?? '';
}); // biome-ignore format: one thought
/** What the sponsors' fund paid for a chair. */
const fundUse = (async () => {
  await owner.post('/desk/shop/fund/gifts', { amount: '500', day: '2026-01-05' });
  const helped = await sellGroup(database.db, practiceId, { name: 'Noon', prices: [0, 1000] }, 2);
  const tiers = helped.publication.tiers.map((tier, index) => ({ ...tier, fundSupported: index === 0 }));
  await helped.reprint({ tiers });
  const buyer = site.visitor();
  await takeChair(buyer, helped);
  await goToPay(buyer, { ...ABOUT_AMARA, attendee_email: 'noon@mail.example' });
  await buyer.post('/checkout/pay');
  const fund = (await owner.get('/desk/shop/fund')).body;
  return /\/desk\/shop\/fund\/uses\/[0-9a-f-]{36}/.exec(fund)?.[0] ?? assert.fail('the fund paid');
})();

const asking = { practiceId, owner, email: 'marcus.bell@mail.example' };
const aBreak = plantBreaks(database.db, practiceId, ['only-at-paypal']).then((path) =>
  path('only-at-paypal'),
);

const FORMS: Readonly<Record<string, WrongForm>> = {
  ...(await wrongAskingAtTheDesk(site, database, asking)),
  'POST /desk/groups/new': {
    path: at('/desk/groups/new'),
    button: 'Begin',
    right: {},
    wrong: { Name: '' },
  },
  'POST /desk/groups/:id/edit/:part': {
    path: at(`/desk/groups/${group.offering}/edit/dates`),
    button: 'Show the dates',
    right: { 'First meeting on': '2027-01-07', At: '18:30' },
    wrong: { 'For how many minutes': '3', 'Every how many weeks': '40' },
  },
  'POST /desk/groups/:id/decision': {
    path: at(dueGroup.then(({ offering }) => `/desk/groups/${offering}/decision`)),
    button: 'Show what would happen',
    right: {},
    wrong: { 'If later: decide by': '2020-01-01' },
    ticked: ['We decide later'],
  },
  'POST /desk/money/invoices/:id/correction': {
    path: at(invoiceId.then((id) => `/desk/money/invoices/${id}/correction`)),
    button: 'Write both documents',
    right: { 'Name of the buyer': 'Harbor Works', 'Tax number of the buyer (if you like)': 'DE 12' },
    wrong: { 'Address (if you like)': '1\n2\n3\n4\n5\n6\n7', Why: '' },
  },
  'POST /desk/money/breaks/:id/:step': {
    path: at(aBreak),
    button: 'Explain it',
    right: {},
    wrong: { 'Or say why the two may differ': '' },
  },
  'POST /desk/orders/:id/refund/check': {
    path: at(orderId.then((id) => `/desk/orders/${id}/refund`)),
    button: 'Look at it before it goes',
    right: { 'A word to the buyer (if you like)': 'As agreed' },
    wrong: { 'Another sum (if you like)': 'five' },
    ticked: ['Another sum, written below', 'It stays taken'],
  },
  'POST /desk/orders/:id/refunds/:refundId/settlement': {
    path: at(failedRefund),
    button: 'It was paid another way',
    right: {},
    wrong: { 'Or say how it was paid another way': '' },
  },
  'POST /desk/seats/:id/settlement': {
    path: at(owedSeat.then((id) => `/desk/seats/${id}/withdrawal`)),
    button: 'It is settled',
    right: {},
    wrong: { 'If you paid it back another way: how?': '' },
  },
  'POST /desk/shop/workbooks/new': {
    path: at('/desk/shop/workbooks/new'),
    button: 'Save, and go on to the file',
    right: { Name: 'Fourteen evenings' },
    wrong: { 'In a sentence or two': '', 'What is in it, and whom it helps': '', 'Price in USD': 'much' },
  },
  'POST /desk/shop/workbooks/:id/change': {
    path: at(workbook.then((path) => `${path}/change`)),
    button: 'Save the change',
    right: { 'In a sentence or two': 'Another one' },
    wrong: { Name: '', 'Price in USD': '-1' },
  },
  'POST /desk/shop/workbooks/:id/versions': {
    path: at(workbook),
    button: 'Add the file',
    right: { 'What is new in it (if you like)': 'Two pages more' },
    wrong: {},
  },
  'POST /desk/shop/packages/new': {
    path: at('/desk/shop/packages/new'),
    button: 'Put the package together',
    right: { Name: 'A calmer autumn' },
    wrong: { 'In a sentence or two': '', 'What is in it, and whom it helps': '', 'Price in USD': 'much' },
  },
  'POST /desk/shop/packages/:id/change': {
    path: at(pack.then((path) => `${path}/change`)),
    button: 'Save the change',
    right: { 'In a sentence or two': 'Another one' },
    wrong: { Name: '', 'Price in USD': '-1' },
  },
  'POST /desk/shop/coupons/new': {
    path: at('/desk/shop/coupons/new'),
    button: 'Make the coupon',
    right: { 'What is it for?': 'Letter of autumn', 'Code (if you like)': 'LETTER' },
    wrong: { Percent: '120', 'How often in all (if you like)': 'none' },
    ticked: ['A share, in percent'],
  },
  'POST /desk/shop/coupons/:id/change': {
    path: at(coupon.then((path) => `${path}/change`)),
    button: 'Save the change',
    right: {},
    wrong: { 'What is it for?': '' },
  },
  'POST /desk/shop/fund/gifts': {
    path: at('/desk/shop/fund'),
    button: 'Put it into the fund',
    right: { 'Note (if you like)': 'A neighbor' },
    wrong: { 'Amount in USD': 'much', 'Day it came': '' },
  },
  'POST /desk/shop/fund/corrections': {
    path: at('/desk/shop/fund'),
    button: 'Write the correction',
    right: { 'By how much, in USD': '10.00' },
    wrong: { Why: '' },
    ticked: ['less than it says'],
  },
  'POST /desk/shop/fund/uses/:id': {
    path: at(fundUse),
    button: 'Give it back to the fund',
    right: {},
    wrong: { 'Amount in USD': 'ten' },
  },
  'POST /desk/practice/tax': {
    path: at('/desk/practice/tax'),
    button: 'Save',
    right: { 'What it is called': 'VAT' },
    wrong: { 'Chairs in groups, percent': '120' },
  },
  'POST /desk/practice/estimate': {
    path: at('/desk/practice/estimate'),
    button: 'Save',
    right: { 'Who provides it (if you like)': 'Imani Okafor, LCSW' },
    wrong: { 'What the service is called': '' },
  },
  'POST /desk/practice/settings': {
    path: at('/desk/practice/settings'),
    button: 'Save',
    right: {
      'Name of the practice': 'Rowan Street',
      'Neutral name': 'RS Practice',
      'Phone (if you like)': '503-555-0199',
    },
    wrong: { 'E-mail': 'hello' },
  },
  'POST /desk/practice/refund-rule': {
    path: at('/desk/practice/refund-rule'),
    button: 'Save this rule',
    right: { 'Cooling-off days after buying': '14' },
    wrong: { 'Percent that go back after that, before the first meeting': '140' },
  },
  'POST /desk/practice/agreements/draft': {
    path: at('/desk/practice/agreements/draft'),
    button: 'Save and look',
    right: { 'What people agree to': 'Be kind.' },
    wrong: { Title: '' },
  },
  'POST /desk/practice/opening/crisis-numbers': {
    path: at('/desk/practice/opening'),
    button: 'They were called, and they are right',
    right: { 'Who called': 'Ada Rowan' },
    wrong: { 'On which day they were called': '2020-01-01' },
  },
  'POST /desk/practice/facilitators/new': {
    path: at('/desk/practice/facilitators/new'),
    button: 'Save',
    right: { 'Title or degree': 'LCSW', 'In a sentence or two': 'Listens slowly.' },
    wrong: { Name: '', 'Address of the page': '¿?', 'E-mail': 'nora' },
    ticked: ['Spanish'],
  },
  'POST /desk/practice/facilitators/:id': {
    path: at(facilitatorId.then((id) => `/desk/practice/facilitators/${id}`)),
    button: 'Save',
    right: { Name: 'Imani O.' },
    wrong: { 'Title or degree': '', 'E-mail': 'nobody' },
    ticked: ['Spanish'],
  },
  'POST /desk/practice/words/:place': {
    path: at('/desk/practice/words/home-title'),
    button: 'Save and look',
    right: {},
    wrong: { 'Your words': 'One\nTwo' },
  },
};

/** Forms that only press a button, or choose from what is shown: there is nothing to type. */
const BUTTONS = [
  ...['copy', 'draft/removal', 'history/:number/draft', 'publication', 'state/:turn'].map((end) => `groups/:id/${end}`),
  ...['aside', 'tries'].map((end) => `letters/:id/${end}`),
  ...['downloads/:id/state', 'shop/coupons/:id/state', 'shop/packages/:id/state', 'shop/workbooks/:id/state', 'money/breaks/reading', 'money/disputes/:id/look', 'orders/:id/refund', 'practice/colors', 'seats/:id/withdrawal'],
  'seats/:id/transfer',
  ...['cancellation', 'chairs', 'retry'].map((end) => `orders/:id/refunds/:refundId/${end}`),
  ...['draft-removal', 'publication'].map((end) => `practice/agreements/${end}`),
  ...['letter', 'paypal'].map((end) => `practice/opening/${end}`),
  ...['position', 'retirement', 'return'].map((end) => `practice/facilitators/:id/${end}`),
  ...['draft-removal', 'publication', 'return'].map((end) => `practice/words/:place/${end}`),
].map((end) => `POST /desk/${end}`); // biome-ignore format: a list

test('every form of the desk is here', () => {
  const posts = [...watch.routes].filter((route) => route.startsWith('POST /desk'));
  assert.ok(posts.length >= 20, `${posts.length} are known`);
  assert.deepEqual(posts.toSorted(), [...Object.keys(FORMS), ...BUTTONS, ...DESK_ASKING_BUTTONS].toSorted());
});

testWrongForms(browser, site.origin, FORMS);
