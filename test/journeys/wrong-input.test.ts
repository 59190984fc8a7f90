// Every form, filled in wrongly: what was typed stays, and each message stands beside its field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { type Buying, buyersOf } from '../support/buyers.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { belongsTo, watchRoutes } from '../support/route-watch.ts';
import { openSale, takeChair } from '../support/sale.ts';

const watch = watchRoutes();
const database = await testDatabase();
const { groups } = await openSale(database.db, [{ capacity: 30 }]);
const circle = groups[0] ?? assert.fail('a group');
const site = await listeningSite(database);
const { origin, visitor, mailbox, runJobs } = site;
const buyers = buyersOf(site, site.local);
const browser = await openBrowser();

type WrongForm = {
  /** Where the form is; and for whom. */
  readonly path: () => Promise<{ readonly path: string; readonly cookies?: ReadonlyMap<string, string> }>;
  readonly button: string | RegExp;
  /** Label and what is typed there; `right` fields have no message, `wrong` ones have. */
  readonly right: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  /** Boxes that are ticked, and stay so. */
  readonly ticked?: readonly string[];
};

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
  'POST /theme', 'POST /cart/lines', 'POST /cart/lines/:id', 'POST /cart/lines/:id/removal', 'POST /checkout',
  'POST /checkout/prolongation', 'POST /checkout/end', 'POST /checkout/pay', 'POST /payments/:secret/retry',
  'POST /orders/:secret/letter', 'POST /sign-in/:secret', 'POST /sign-out',
]; // biome-ignore format: a list
/** Not for people. */
const MACHINES = ['POST /webhooks/paypal'];

test('every form of the site is here', () => {
  const posts = [...watch.routes].filter((route) => route.startsWith('POST '));
  assert.ok(posts.length >= 20, `${posts.length} are known`);
  assert.deepEqual(posts.toSorted(), [...Object.keys(FORMS), ...BUTTONS, ...MACHINES].toSorted());
});

const fill = async (page: Page, { right, wrong, ticked = [] }: WrongForm) => {
  for (const [label, words] of Object.entries({ ...right, ...wrong }))
    await page.getByLabel(label, { exact: true }).fill(words);
  for (const label of ticked) await page.getByLabel(label).check();
};

/** The words that describe a field, as a screen reader reads them. */
const described = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).evaluate((input) =>
    (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id))
      .filter((one) => one?.classList.contains('error'))
      .map((one) => one?.textContent?.trim())
      .join(' '),
  );

for (const [route, form] of Object.entries(FORMS))
  for (const javaScript of [true, false])
    test(`${route} keeps what was typed and says what is wrong beside it, ${javaScript ? 'with' : 'without'} script`, async () => {
      const visit = await browser.visit({ javaScript, width: javaScript ? 1280 : 390 });
      const { page } = visit;
      const { path, cookies = new Map<string, string>() } = await form.path();
      await visit.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: origin })));
      await page.goto(origin + path);
      await fill(page, form);
      const answers = page.waitForResponse((answer) => answer.request().method() === 'POST');
      await page
        .getByRole('main')
        .getByRole('button', { name: form.button, exact: typeof form.button === 'string' })
        .click();
      const answer = await answers;
      assert.equal(answer.status(), 422);
      assert.ok(belongsTo(route, new URL(answer.url()).pathname));
      await page.getByRole('alert').getByText('Nothing you wrote is lost.').waitFor();
      for (const [label, words] of Object.entries({ ...form.right, ...form.wrong }))
        assert.equal(await page.getByLabel(label, { exact: true }).inputValue(), words, label);
      for (const label of form.ticked ?? []) assert.ok(await page.getByLabel(label).isChecked(), label);
      for (const label of Object.keys(form.wrong)) {
        const message = await described(page, label);
        assert.ok(message.length > 10, `${label} has a message`);
        assert.equal(await page.getByLabel(label, { exact: true }).getAttribute('aria-invalid'), 'true');
        assert.ok(await page.getByRole('alert').getByRole('link', { name: message }).isVisible());
      }
      for (const label of Object.keys(form.right)) assert.equal(await described(page, label), '', label);
      visit.assertNoProblems();
      await visit.close();
    });
