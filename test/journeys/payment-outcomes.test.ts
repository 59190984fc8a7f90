// Every way a payment can stand, seen on a phone and at a desk, in light and dark, by axe.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { money } from '../../src/kernel/money.ts';
import { Temporal } from '../../src/kernel/time.ts';
import type { Attempt } from '../../src/shop/payments/attempt.ts';
import { canTryAgain, type Outcome } from '../../src/shop/payments/outcome.ts';
import {
  cancelledPage,
  otherPaymentPage,
  type PaymentShown,
  paymentPage,
  retryRefusedPage,
} from '../../src/shop/payments/pages.ts';
import type { Frame } from '../../src/ui/frame.ts';
import { testApp } from '../support/app.ts';
import { axe, openBrowser, overflow } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { openSale } from '../support/sale.ts';
import { htmlProblems } from '../support/valid-html.ts';

const database = await testDatabase();
const { app, parts } = await testApp(database);
await openSale(database.db, [{}]);
const origin = await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.server.closeAllConnections());
const browser = await openBrowser();
const SHOTS = process.env['NINEFOLD_SHOTS'];

const frame: Frame = {
  practice: {
    name: 'Rowan Street Group Practice', neutralName: 'RS Practice', locale: 'en-US', zone: 'America/Los_Angeles', region: 'US',
    address: ['14 Rowan Street', 'Portland, OR 97205'], phone: '503-555-0142', email: 'hello@rowan.example',
  }, // biome-ignore format: one look
  example: true,
  cartCount: 1,
  signedIn: undefined,
  theme: 'auto',
  path: '/payments/x',
  origin,
  asset: parts.platform.asset,
};
const { minor: amountMinor, currency } = money(18_000, 'USD');
const attempt = { amountMinor, currency, state: 'awaiting', problem: null } as Attempt;
const shown = (outcome: Outcome): PaymentShown => ({
  attempt,
  outcome,
  secret: 'A'.repeat(22),
  reference: '00A1B2C3D4',
  standing: {
    checkoutState: 'paying',
    holdsUntil: Temporal.Instant.from('2026-11-24T03:42:00Z'),
    held: true,
    chairs: 1,
    things: 0,
    orderId: null,
    paidByThis: false,
    placedLongAgo: false,
    givenUp: false,
    refundFailed: false,
  },
});
const OUTCOMES: readonly Outcome[] = [
  'not-needed', 'confirming', 'review', 'go-on', 'declined', 'error', 'hold-ran-out', 'seat-gone', 'duplicate',
  'given-back', 'requote', 'review-no', 'refund-coming', 'refund-owed', 'refunded',
]; // biome-ignore format: a list
const PAGES = new Map([
  ...OUTCOMES.map((outcome) => [outcome, paymentPage(frame, shown(outcome))] as const),
  ['cancelled', cancelledPage(frame, shown('go-on'))] as const,
  ['other-payment', otherPaymentPage(frame, shown('go-on'))] as const,
  ['retry-refused', retryRefusedPage(frame, shown('error'), 'seat-gone')] as const,
]);

test('each page says what is true of the money, in the words of the page it comes from where there was an error', () => {
  for (const outcome of OUTCOMES) {
    const words = PAGES.get(outcome)?.text ?? '';
    const told =
      /not been charged|Not charged|not charged|Nothing was charged|went back|goes back|owed to you|do not pay again/.test(
        words,
      );
    assert.ok(told, `${outcome} is silent about the money`);
    assert.equal(/Click here to try again|Go on at PayPal/.test(words), canTryAgain(outcome), outcome);
    assert.match(words, /Exit Shopping Cart/);
    assert.doesNotMatch(words.replace(/^<!doctype/i, ''), /!</, 'no exclamation marks in our words');
  }
  assert.match(PAGES.get('error')?.text ?? '', /<b>There was an error with PayPal<\/b>/);
});

test('each page is valid', async () => {
  for (const [name, { text }] of PAGES) assert.deepEqual(await htmlProblems(text), [], name);
});

for (const [width, scheme] of [
  [390, 'light'],
  [1280, 'dark'],
] as const)
  test(`each page at ${width} px in ${scheme}: no barrier, nothing over the edge`, async () => {
    const visit = await browser.visit({ width, scheme });
    for (const [name, { text }] of PAGES) {
      await visit.page.route(`${origin}/shown/${name}`, (route) =>
        route.fulfill({ contentType: 'text/html', body: text }),
      );
      await visit.page.goto(`${origin}/shown/${name}`);
      if (SHOTS)
        await visit.page.screenshot({ path: `${SHOTS}/payment-${name}-${width}.png`, fullPage: true });
      assert.equal(await overflow(visit.page), 0, `${name} is wider than the window`);
      assert.deepEqual(await axe(visit.page), [], name);
    }
    await visit.close();
  });
