// From a group's page to Celebrate, as people go: with and without script, on a phone and at a desk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { invariants } from '../../src/shop/payments/public.ts';
import { axe, openBrowser, overflow, type VisitOptions } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { openSale } from '../support/sale.ts';
import { htmlProblems } from '../support/valid-html.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
const { practiceId } = await openSale(db, [{}, {}, { capacity: 1 }]);
const { origin, local, mailbox, runJobs } = await listeningSite(database);
const browser = await openBrowser();

/** NINEFOLD_SHOTS=folder keeps a picture of each state. */
const SHOTS = process.env['NINEFOLD_SHOTS'];

type Looking = { readonly page: Page; readonly name: string; readonly scripted: boolean };

/** Every state is seen: nothing keeps people out, and nothing hangs over the edge. */
const look = async ({ page, name, scripted }: Looking, state: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${state}-${name}.png`, fullPage: true });
  assert.equal(await overflow(page), 0, `${state} is wider than the window`);
  if (!scripted) assert.deepEqual(await htmlProblems(await sourceOf(page)), [], `${state} is no valid HTML`);
  if (scripted) assert.deepEqual(await axe(page), [], `${state} has barriers`);
};

/** The page as the server sends it to this browser, asked for once more. */
const sourceOf = async (page: Page) => (await page.context().request.get(page.url())).text();

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

const fillYou = async (page: Page, email: string) => {
  await page.locator('#attendee_name').fill('Amara Jensen');
  await page.locator('#attendee_email').fill(email);
  for (const box of await page.locator('input[name^="attest_"]').all()) await box.check();
};

const journeys: (VisitOptions & { name: string })[] = [
  { name: 'phone-light', width: 390, scheme: 'light' },
  { name: 'desk-dark', width: 1280, scheme: 'dark' },
  { name: 'phone-plain', width: 390, scheme: 'dark', javaScript: false },
  { name: 'desk-plain', width: 1280, scheme: 'light', javaScript: false },
];

for (const { name, ...options } of journeys)
  test(`a visitor takes a chair and pays (${name})`, async () => {
    const visit = await browser.visit(options);
    const { page } = visit;
    const looking = { page, name, scripted: options.javaScript !== false };
    await page.goto(`${origin}/cart`);
    await look(looking, '1-empty');
    await page.goto(`${origin}/groups/circle-0`);
    await press(page, 'Add to cart');
    await page.waitForURL(/\/cart/);
    await look(looking, '2-lines');
    await press(page, /Go on to/);
    await page.waitForURL(/\/checkout\/you/);
    await look(looking, '3-you');
    await press(page, /Go on to/);
    await page.getByText('Please look at this again').waitFor();
    await look(looking, '4-you-wrong');
    await fillYou(page, `${name}@mail.example`);
    await press(page, /Go on to/);
    await page.waitForURL(/\/checkout\/agreement/);
    await look(looking, '5-agreement');
    await page.locator('#agreed_name').fill('Amara Jensen');
    await page.locator('#agree').check();
    await press(page, /Go on to/);
    await page.waitForURL(/\/checkout\/pay/);
    await look(looking, '6-pay');
    await press(page, 'Pay with PayPal');
    await page.waitForURL(new RegExp(local.origin));
    await page.locator('button[value="pays"]').click();
    await page.waitForURL(/\/orders\/.*placed=1/);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Celebrate');
    await page
      .getByText(
        'Thank you for your business! You should be receiving an order confirmation from PayPal shortly.',
      )
      .waitFor();
    await look(looking, '7-celebrate');
    await page.getByRole('link', { name: 'See my order' }).click();
    await look(looking, '8-order');
    await page.goBack();
    await page.goto(`${origin}/checkout/pay`);
    await page.getByText('You have taken this chair already').waitFor();
    await look(looking, '9-done');
    await page.goto(`${origin}/orders/find`);
    await look(looking, '10-find');
    await page.goto(`${origin}/cart`);
    await page.getByText('Your Cart is Empty').waitFor();
    visit.assertNoProblems();
    await visit.close();
    await runJobs();
    assert.ok(mailbox.some(({ mail }) => mail.to === `${name}@mail.example` && mail.calendar));
    assert.deepEqual(await invariants(db.sql, practiceId), []);
  });

test('a hold that ran out, and PayPal that fails, are told kindly and lead on', async () => {
  const visit = await browser.visit({ width: 390, scheme: 'dark' });
  const { page } = visit;
  const looking = { page, name: 'phone-dark', scripted: true };
  await page.goto(`${origin}/groups/circle-1`);
  await press(page, 'Add to cart');
  await page.waitForURL(/\/cart/);
  await press(page, /Go on to/);
  await page.waitForURL(/\/checkout\/you/);
  await fillYou(page, 'emil@mail.example');
  await press(page, /Go on to/);
  await shiftClock('16 minutes');
  await page.reload();
  await page.getByText('no longer held').first().waitFor();
  await look(looking, '11-run-out');
  await press(page, 'Take the chair again');
  await page.waitForURL(/\/checkout\/agreement/);
  await page.locator('#agreed_name').fill('Emil Sandberg');
  await page.locator('#agree').check();
  await press(page, /Go on to/);
  local.setFault({ operation: 'orders.create', kind: 'issue', issue: 'PAYEE_ACCOUNT_RESTRICTED', count: 1 });
  await press(page, 'Pay with PayPal');
  await page.getByText('There was an error with PayPal').waitFor();
  await look(looking, '12-paypal-error');
  await page.goto(`${origin}/cart`);
  await page.getByText('There was an error with PayPal').waitFor();
  await look(looking, '13-cart-paypal-error');
  await page.getByRole('link', { name: 'Click here to try again' }).click();
  await look(looking, '14-pay-again');
  await press(page, 'Click here to try again');
  await page.waitForURL(new RegExp(local.origin));
  await page.locator('button[value="pays"]').click();
  await page.waitForURL(/\/orders\/.*placed=1/);
  await shiftClock('0');
  await visit.close();
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('who comes and who pays are two people, and each finds the own page', async () => {
  const visit = await browser.visit({ width: 390, scheme: 'light' });
  const { page } = visit;
  const looking = { page, name: 'phone-light', scripted: true };
  await page.goto(`${origin}/groups/circle-1`);
  await press(page, 'Add to cart');
  await page.waitForURL(/\/cart/);
  await press(page, /Go on to/);
  await fillYou(page, 'devi@mail.example');
  assert.equal(await page.locator('#payer_name').isVisible(), false);
  await page.getByLabel('I pay for somebody else').check();
  await page.locator('#payer_name').fill('Bashir Khan');
  await page.locator('#payer_email').fill('bashir@mail.example');
  await look(looking, '15-somebody-else');
  await press(page, /Go on to/);
  await page.locator('#agreed_name').fill('Bashir Khan');
  await page.locator('#agree').check();
  await look(looking, '16-agreement-payer');
  await press(page, /Go on to/);
  await press(page, 'Pay with PayPal');
  await page.waitForURL(new RegExp(local.origin));
  await page.locator('button[value="pays"]').click();
  await page.waitForURL(/\/orders\/.*placed=1/);
  await look(looking, '17-celebrate-payer');
  await runJobs();
  const letter = mailbox.find(({ mail }) => mail.to === 'devi@mail.example')?.mail.text ?? '';
  await page.goto(/http:\S+\/chair\/\S+/.exec(letter)?.[0] ?? '');
  await look(looking, '18-chair');
  for (const box of await page.locator('input[type="checkbox"]').all()) await box.check();
  await page.locator('#signed_name').fill('Devi Rao');
  await press(page, 'Say yes and sign');
  await page.getByText('You have said yes and signed').waitFor();
  await look(looking, '19-chair-signed');
  visit.assertNoProblems();
  await visit.close();
});

test('the cart opens over the page, closes with Escape and with Exit, and keys reach everything', async () => {
  const visit = await browser.visit({ width: 1280 });
  const { page } = visit;
  await page.goto(`${origin}/groups/circle-0`);
  await press(page, 'Add to cart');
  await page.waitForURL(/\/cart/);
  await page.goto(`${origin}/groups/circle-1`);
  await page.getByRole('link', { name: /^Cart/ }).click();
  await page.getByRole('heading', { name: 'Your cart' }).waitFor();
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/20-drawer-desk.png` });
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Your cart' }).waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: /^Cart/ }).click();
  await page.getByRole('link', { name: 'Exit Shopping Cart' }).click();
  await page.getByRole('heading', { name: 'Your cart' }).waitFor({ state: 'hidden' });
  assert.match(page.url(), /circle-1/);
  await page.goto(`${origin}/cart`);
  const reached = new Set<string>();
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    reached.add((await page.evaluate(() => document.activeElement?.textContent?.trim())) ?? '');
  }
  for (const words of ['Go on to “About you”', 'Exit Shopping Cart', 'Remove After a loss'])
    assert.ok(reached.has(words), `${words} is reached by Tab`);
  visit.assertNoProblems();
  await visit.close();
});
