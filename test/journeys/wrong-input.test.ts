// Every form that a visitor meets, filled in wrongly: what was typed stays, and each message stands beside its field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../support/browser.ts';
import { type Buying, buyersOf } from '../support/buyers.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { watchRoutes } from '../support/route-watch.ts';
import { openSale, takeChair } from '../support/sale.ts';
import { ASKING_BUTTONS, wrongAsking } from '../support/wrong-asking.ts';
import { testWrongForms, type WrongForm } from '../support/wrong-forms.ts';

const watch = watchRoutes();
const database = await testDatabase();
const { practiceId, groups } = await openSale(database.db, [{ capacity: 30 }]);
const circle = groups[0] ?? assert.fail('a group');
const site = await listeningSite(database);
const { origin, visitor, mailbox, runJobs } = site;
const buyers = buyersOf(site, site.local);
const browser = await openBrowser();

const begun = async () => {
  const buyer = visitor();
  await takeChair(buyer, circle);
  await buyer.post('/checkout');
  return buyer;
};

const invited = async () => {
  const buying: Buying = { name: 'Bashir Khan', group: circle, attendee: `Devi ${mailbox.length}` };
  await buyers.buys(buying);
  await runJobs();
  const letter = mailbox.findLast(({ mail }) => mail.to.startsWith('devi'))?.mail.text ?? '';
  return { path: /\/chair\/[\w-]+/.exec(letter)?.[0] ?? assert.fail('a link') };
};

const QUESTION = {
  right: { 'What may we call you?': 'Amara', 'Your question': 'May my dog come along?' },
  wrong: { 'Your e-mail address': 'amara at mail' },
};

const FORMS: Readonly<Record<string, WrongForm>> = {
  'POST /cart/coupon': {
    path: async () => ({ path: '/cart', cookies: (await begun()).cookies }),
    button: 'Use',
    unfold: 'I have a code',
    right: {},
    wrong: { Code: 'AUTUMM' },
  },
  ...(await wrongAsking(site, database, practiceId)),
  'POST /checkout/you': {
    path: async () => ({ path: '/checkout/you', cookies: (await begun()).cookies }),
    button: /Go on to/,
    right: { Name: 'Amara Jensen' },
    wrong: { 'E-mail': 'amara' },
    ticked: ['I am 18 or older.'],
  },
  'POST /checkout/agreement': {
    path: async () => {
      const name = `Amara ${mailbox.length}`;
      return { path: '/checkout/agreement', cookies: (await buyers.ready({ name, group: circle })).cookies };
    },
    button: /Go on to/,
    right: {},
    wrong: { 'Your name, as your signature': '<Amara>' },
    ticked: ['I have read this'],
  },
  'POST /chair/:secret': {
    path: invited,
    button: 'Say yes and sign',
    right: {},
    wrong: { 'Your name, as your signature': '<Devi>' },
    ticked: ['I want this chair.'],
  },
  'POST /orders/find': {
    path: async () => ({ path: '/orders/find' }),
    button: 'Send me the link',
    right: {},
    wrong: { 'E-mail': 'amara.mail.example' },
  },
  'POST /sign-in': {
    path: async () => ({ path: '/sign-in' }),
    button: 'Send me a link',
    right: {},
    wrong: { 'Your e-mail address': 'imani' },
  },
  'POST /contact': {
    path: async () => ({ path: '/contact' }),
    button: 'Send',
    right: { 'Your name': 'Amara', 'Your message': 'Is there a chair?\nOn Thursdays?' },
    wrong: { 'Your e-mail address': 'amara@' },
  },
  'POST /groups/:address/question': {
    path: async () => ({ path: `/groups/${circle.address}/question` }),
    button: 'Send question',
    ...QUESTION,
  },
};

/** Forms that only press a button, or choose from what is shown: there is nothing to type. */
const BUTTONS = [
  'POST /theme', 'POST /cart/lines', 'POST /cart/lines/:id', 'POST /cart/lines/:id/removal', 'POST /checkout', 'POST /cart/coupon/removal',
  'POST /checkout/prolongation', 'POST /checkout/end', 'POST /checkout/pay', 'POST /payments/:secret/retry',
  'POST /orders/:secret/letter', 'POST /sign-in/:secret', 'POST /sign-out', 'POST /offers/:secret', 'POST /offers/:secret/no',
  'POST /chairs/:secret/:seat/withdrawal',
]; // biome-ignore format: a list
/** Not for people. */
const MACHINES = ['POST /webhooks/paypal'];

test('every form of the site is here', () => {
  const posts = [...watch.routes].filter((route) => /^POST (?!\/desk\b)/.test(route));
  assert.ok(posts.length >= 15, `${posts.length} are known`);
  assert.deepEqual(
    posts.toSorted(),
    [...Object.keys(FORMS), ...BUTTONS, ...ASKING_BUTTONS, ...MACHINES].toSorted(),
  );
});

testWrongForms(browser, origin, FORMS);
