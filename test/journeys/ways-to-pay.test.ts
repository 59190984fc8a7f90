// What happens between "Pay" and "Celebrate" when it does not go straight: with script and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { invariants } from '../../src/shop/payments/public.ts';
import { expireHolds } from '../../src/shop/seats/public.ts';
import { openBrowser, type VisitOptions } from '../support/browser.ts';
import { buyersOf } from '../support/buyers.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { openSale, sellGroup } from '../support/sale.ts';
import { addressFor, pressed, shopping } from '../support/shopping.ts';
import { settleAt } from '../support/states/payment-states.ts';

const database = await testDatabase();
const { practiceId, groups } = await openSale(database.db, [
  { capacity: 60 },
  { prices: [0, 2000], capacity: 60 },
]);
const [circle, free] = [groups[0] ?? assert.fail(), groups[1] ?? assert.fail()];
const site = await listeningSite(database);
const { origin, local, mailbox, runJobs } = site;
const browser = await openBrowser();

type Walk = { readonly page: Page; readonly shop: ReturnType<typeof shopping>; readonly name: string };

const WAYS: readonly (VisitOptions & { readonly words: string })[] = [
  { words: 'with script', width: 1280 },
  { words: 'without script', width: 390, javaScript: false },
];
let serial = 0;

/** The same walk with script and without; afterwards money and seats agree. */
const walk = (sentence: string, go: (walk: Walk, options: VisitOptions) => Promise<void>) => {
  for (const { words, ...options } of WAYS)
    test(`${sentence}, ${words}`, async () => {
      await database.shiftClock('0');
      const visit = await browser.visit(options);
      const { page } = visit;
      const name = `Amara ${['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'][serial++ % 6]} ${serial}`;
      await go({ page, shop: shopping(page, origin), name }, options);
      visit.assertNoProblems();
      await visit.close();
      assert.deepEqual(await invariants(database.db.sql, practiceId), []);
    });
};

const celebrates = async (page: Page) => {
  await page.getByRole('heading', { level: 1, name: 'Celebrate' }).waitFor();
  assert.match(page.url(), /\/orders\/[\w-]{22}\?placed=1$/);
};

/** How often PayPal was asked for this, of this order where one is named, since this was called. */
const heardSince = () => {
  const before = local.requests().length;
  return (operation: string, token = '') =>
    new Set(
      local
        .requests()
        .slice(before)
        .filter((one) => one.operation === operation && one.path.includes(token))
        .map(({ requestId }) => requestId),
    ).size;
};

walk('a chair that is free is taken without a word of PayPal', async ({ page, shop, name }) => {
  const heard = heardSince();
  const silent = async () => assert.doesNotMatch(await page.content(), /paypal/i, page.url());
  await shop.takes(free, /Helped/);
  await silent();
  await shop.getsReady(name);
  await silent();
  await pressed(page, 'Take the chair');
  await celebrates(page);
  await page.getByText('Thank you. Your chair is yours, and there is nothing to pay.').waitFor();
  await silent();
  await page.getByRole('link', { name: 'See my order' }).click();
  await page.getByText('Nothing to pay').waitFor();
  await silent();
  await runJobs();
  const letter = mailbox.findLast(({ mail }) => mail.to === addressFor(name))?.mail;
  assert.ok(letter?.calendar);
  assert.doesNotMatch(`${letter.subject} ${letter.text} ${letter.html}`, /paypal/i);
  assert.equal(heard('orders.create'), 0);
});

walk(
  'whoever comes back in another browser, without cookies, sees the own order',
  async ({ page, shop, name }) => {
    await shop.takes(circle);
    await shop.getsReady(name);
    await shop.goesToPayPal();
    const elsewhere = await browser.visit({ width: 390 });
    await elsewhere.page.goto(page.url());
    await shopping(elsewhere.page, origin).decides('Approve');
    await celebrates(elsewhere.page);
    await elsewhere.close();
    await page.goto(`${origin}/checkout/pay`);
    await page.getByText('You have taken this chair already').waitFor();
    await page.getByRole('link', { name: 'See my order' }).click();
    await page.getByText(`Paid by`).waitFor();
  },
);

walk('the number of another payment takes nothing, and says so', async ({ page, shop, name }) => {
  const heard = heardSince();
  const other = await buyersOf(site, local).atPayPal({ name: `Other ${name}`, group: circle });
  await other.decide('pays');
  await shop.takes(circle);
  await shop.getsReady(name);
  await shop.goesToPayPal();
  const back = new URL(await local.decide(new URL(page.url()).searchParams.get('token') ?? '', 'cancel'));
  const answer = await page.goto(
    `${back.href.replace('/cancel', '/return').replace(/\?.*/, '')}?token=${other.token}`,
  );
  assert.equal(answer?.status(), 409);
  await page.getByText('We have taken nothing because of it.').waitFor();
  await page.getByRole('link', { name: 'Show this payment' }).click();
  await page.getByText('The payment at PayPal is not finished.').waitFor();
  assert.equal(heard('orders.capture'), 0);
});

walk('Back after paying leads to the order, and pays nothing twice', async ({ page, shop, name }) => {
  const heard = heardSince();
  await shop.takes(circle);
  await shop.getsReady(name);
  const step = page.url();
  await shop.goesToPayPal();
  const payPal = page.url();
  await shop.decides('Approve');
  await celebrates(page);
  await page.goBack();
  assert.equal(page.url(), payPal);
  await page.reload();
  await page.getByText('You cannot pay it twice.').waitFor();
  await page.getByRole('link', { name: 'Back to the shop' }).click();
  await celebrates(page);
  await page.goto(step);
  await page.getByText('There is nothing more to pay.').waitFor();
  assert.deepEqual([heard('orders.create'), heard('orders.capture')], [1, 1]);
});

walk('two tabs lead to one payment at PayPal, and to one order', async ({ page, shop, name }) => {
  const heard = heardSince();
  await shop.takes(circle);
  await shop.getsReady(name);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await shop.goesToPayPal();
  await pressed(second, 'Pay with PayPal');
  await second.waitForURL(/\/checkoutnow/);
  assert.equal(second.url(), page.url());
  await shop.decides('Approve');
  await celebrates(page);
  await second.goto(`${origin}/cart`);
  await second.getByText('Your Cart is Empty').waitFor();
  await second.goto(`${origin}/checkout/pay`);
  await second.getByText('You have taken this chair already').waitFor();
  assert.deepEqual([heard('orders.create'), heard('orders.capture')], [1, 1]);
});

walk('a double click on Pay opens one payment', async ({ page, shop, name }) => {
  const heard = heardSince();
  await shop.takes(circle);
  await shop.getsReady(name);
  await page.getByRole('button', { name: 'Pay with PayPal' }).dblclick();
  await page.waitForURL(/\/checkoutnow/);
  assert.equal(heard('orders.create'), 1);
  await shop.decides('Approve');
  await celebrates(page);
});

walk(
  'a hold that ran out is told kindly; nothing typed is lost, and the chair is taken again',
  async ({ page, shop, name }) => {
    await shop.takes(circle);
    await shop.getsReady(name);
    await database.shiftClock('16 minutes');
    await expireHolds(database.db);
    await pressed(page, 'Pay with PayPal');
    await page.getByText('Your chair is no longer held. Nothing was charged.').waitFor();
    await pressed(page, 'Take the chair again');
    await page.getByText(addressFor(name)).waitFor();
    assert.match(page.url(), /\/checkout\/pay$/);
    await shop.goesToPayPal();
    await shop.decides('Approve');
    await celebrates(page);
  },
);

walk(
  'the last chair goes while she is at PayPal: not charged, said so on the page and in a letter',
  async ({ page, shop, name }) => {
    const last = await sellGroup(database.db, practiceId, { capacity: 1 }, 20 + serial);
    await shop.takes(last);
    await shop.getsReady(name);
    await shop.goesToPayPal();
    const token = new URL(page.url()).searchParams.get('token') ?? '';
    await database.shiftClock('16 minutes');
    await expireHolds(database.db);
    await buyersOf(site, local).buys({ name: `Quick ${name}`, group: last });
    const heard = heardSince();
    await shop.decides('Approve');
    await page
      .getByText('The last chair was taken while you were at PayPal. You have not been charged.')
      .waitFor();
    assert.ok(await page.getByRole('link', { name: 'See other groups' }).isVisible());
    await runJobs();
    const letter = mailbox.findLast(({ mail }) => mail.to === addressFor(name))?.mail;
    assert.match(letter?.text ?? '', /not been charged|nothing was charged|not charged/i);
    assert.equal(heard('orders.capture', token), 0, 'PayPal was not asked to take it');
  },
);

walk('declined at PayPal, she pays in another way', async ({ page, shop, name }) => {
  await shop.takes(circle);
  await shop.getsReady(name);
  await shop.goesToPayPal();
  await shop.decides('Approve, but decline at capture');
  await page.getByText('There was an error with PayPal').waitFor();
  await page.getByText('You have not been charged').waitFor();
  await pressed(page, 'Click here to try again');
  await page.waitForURL(/\/checkoutnow/);
  await shop.decides('Approve');
  await celebrates(page);
});

walk('who leaves PayPal before paying may go on there', async ({ page, shop, name }) => {
  await shop.takes(circle);
  await shop.getsReady(name);
  await shop.goesToPayPal();
  await shop.decides('Cancel');
  await page.getByText('You left PayPal before paying.').waitFor();
  await pressed(page, 'Go on at PayPal');
  await page.waitForURL(/\/checkoutnow/);
  await shop.decides('Approve');
  await celebrates(page);
});

walk(
  'an answer from PayPal that got lost is waited for: the page turns by itself',
  async ({ page, shop, name }) => {
    const heard = heardSince();
    await shop.takes(circle);
    await shop.getsReady(name);
    await shop.goesToPayPal();
    local.setFault({ operation: 'orders.capture', when: 'after', kind: 'reset' });
    await shop.decides('Approve');
    await page.getByText('We are confirming your payment with PayPal.').waitFor();
    await page.getByText('Please do not pay again.').waitFor();
    await local.settled();
    await runJobs();
    await celebrates(page);
    assert.equal(heard('orders.capture'), 1);
  },
);

walk(
  'a payment that PayPal looks at is waited for, and celebrated when PayPal says yes',
  async ({ page, shop, name }, { javaScript }) => {
    await shop.takes(circle);
    await shop.getsReady(name);
    await shop.goesToPayPal();
    const token = new URL(page.url()).searchParams.get('token') ?? '';
    await shop.decides('Approve and hold for review');
    await page.getByText('PayPal is looking at your payment.').waitFor();
    await settleAt(local, token, 'COMPLETED');
    await local.settled();
    await runJobs();
    if (javaScript === false) await page.getByRole('link', { name: 'Look again' }).click();
    await celebrates(page);
  },
);
