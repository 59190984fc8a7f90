import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { axe, openBrowser, overflow } from '../../test/support/browser.ts';
import { anOrder, callerOf, textAt } from '../../test/support/paypal-caller.ts';
import { startPayPal } from '../paypal.ts';

const paypal = await startPayPal();
after(() => paypal.close());
const call = await callerOf(paypal);
const browser = await openBrowser();

/** An order whose buyer comes back to a page that exists. */
const order = async () => {
  const experience_context = {
    return_url: `${paypal.origin}/?back=paid`,
    cancel_url: `${paypal.origin}/?back=cancelled`,
  };
  const answer = await call(
    'POST /v2/checkout/orders',
    anOrder({ payment_source: { paypal: { experience_context } } }),
  );
  return textAt(answer.body, 'id');
};

for (const width of [390, 1280])
  for (const scheme of ['light', 'dark'] as const)
    test(`at ${width} pixels in ${scheme} the pages are accessible and do not scroll sideways`, async () => {
      const paid = await order();
      await paypal.decide(paid, 'pays');
      const { status } = await call(`POST /v2/checkout/orders/${paid}/capture`, {});
      assert.equal(status, 201);
      const { page, assertNoProblems, close } = await browser.visit({ width, scheme });
      for (const path of [
        '/',
        `/checkoutnow?token=${await order()}`,
        `/checkoutnow?token=${paid}`,
        '/checkoutnow?token=NONE',
      ]) {
        await page.goto(paypal.origin + path);
        assert.deepEqual(await axe(page), [], path);

        assert.equal(await overflow(page), 0, path);
      }
      assertNoProblems();
      await close();
    });

test('without JavaScript a buyer approves, changes their mind and comes back', async () => {
  const id = await order();
  const { page, close } = await browser.visit({ javaScript: false });
  await page.goto(`${paypal.origin}/checkoutnow?token=${id}`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.match(page.url(), /back=cancelled&token=/);
  await page.goBack();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  assert.match(page.url(), /back=paid&token=[A-Z0-9]{17}&PayerID=/);
  assert.equal((await call(`POST /v2/checkout/orders/${id}/capture`, {})).status, 201);
  await close();
});
