// Giving money back, in the states that the desk meets it in.
import assert from 'node:assert/strict';
import { practices } from '../../../src/identity/practice/public.ts';
import { disputesOf, paymentsOf } from '../../../src/parts.ts';
import { newId } from '../../../src/platform/ids.ts';
import { noteDispute } from '../../../src/shop/disputes/public.ts';
import { executeRefunds, noteRefund } from '../../../src/shop/refunds/public.ts';
import type { Visitor } from '../app.ts';
import { buyersOf } from '../buyers.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

export const refundStates = async ({ site, roomy, database }: Shop, owner: Visitor): Promise<State[]> => {
  const buyers = buyersOf(site, site.local);
  const deps = paymentsOf(site.parts);
  let people = 0;
  const [practice] = await practices(site.parts.platform.db);
  const practiceId = practice?.id ?? assert.fail('a practice');
  const paid = async () => {
    const name = `Rufus Refund ${++people}`;
    await buyers.buys({ name, group: roomy });
    const [row] = await database.owner<{ id: string; captureId: string }[]>`
      select id, capture_id as "captureId" from shop.orders where payer_name = ${name}`;
    return row ?? assert.fail('an order');
  };
  const fields = () => ({
    ...{
      how: 'all',
      amount: '',
      reason: 'by-hand',
      note: 'As agreed',
      chairs: 'keep',
      wishId: newId<'wish'>(),
    },
  });
  const refund = async (spoil = false) => {
    const { id } = await paid();
    const page = String((await owner.post(`/desk/orders/${id}/refund`, fields())).headers['location']);
    await database.owner`update shop.refunds set next_try_at = now() - interval '1 day' where id = ${page.slice(-36)}`;
    if (spoil)
      site.local.setFault({ operation: 'captures.refund', kind: 'issue', issue: 'REFUND_NOT_ALLOWED' });
    await executeRefunds(deps);
    return page;
  };
  const fresh = await paid();
  const wish = `/desk/orders/${fresh.id}/refund`;
  const waiting = String(
    (await owner.post(`/desk/orders/${(await paid()).id}/refund`, fields())).headers['location'],
  );
  const [done, failed, retried] = [await refund(), await refund(true), await refund(true)];
  const elsewhere = await paid();
  const paypalRefundId = site.local.refundOutside(elsewhere.captureId, '5.00');
  await noteRefund(deps, practiceId, { paypalRefundId, captureId: elsewhere.captureId });
  const [row] = await database.owner<{ id: string }[]>`
    select id from shop.refunds where paypal_refund_id = ${paypalRefundId}`;
  const outside = `/desk/orders/${elsewhere.id}/refunds/${row?.id}`;
  const disputed = await paid();
  await noteDispute(disputesOf(site.parts), practiceId, site.local.openDispute(disputed.captureId));
  const decided = await paid();
  const decidedId = site.local.openDispute(decided.captureId);
  site.local.resolveDispute(decidedId, 'seller');
  await noteDispute(disputesOf(site.parts), practiceId, decidedId);
  const disputes = await database.owner<{ id: string; state: string }[]>`
    select id, state from shop.disputes where practice_id = ${practiceId}`;
  const dispute = (state: string) =>
    `/desk/money/disputes/${disputes.find((one) => one.state === state)?.id ?? assert.fail(state)}`;
  assert.equal((await owner.get('/desk/money/disputes.csv')).statusCode, 200);
  assert.equal((await owner.get(`${waiting}/state`)).statusCode, 200);
  return [
    { name: 'disputes', path: '/desk/money/disputes?state=open&sortBy=due', by: owner },
    { name: 'disputes none found', path: '/desk/money/disputes?q=nobody-of-that-name', by: owner },
    { name: 'dispute open', path: dispute('answer'), by: owner },
    { name: 'dispute decided', path: dispute('resolved'), by: owner },
    { name: 'dispute asked about', path: `${dispute('answer')}/look`, by: owner, fields: { pressed: 'yes' } },
    { name: 'refund while disputed', path: `/desk/orders/${disputed.id}/refund`, by: owner },
    { name: 'refund wish', path: wish, by: owner },
    { name: 'refund wish wrong', path: wish, by: owner, fields: { ...fields(), how: 'sum', amount: 'x' }, status: 422 },
    { name: 'refund checked', path: `${wish}/check`, by: owner, fields: fields() },
    { name: 'refund waiting', path: waiting, by: owner },
    { name: 'refund taken back', path: `${waiting}/cancellation`, by: owner, fields: { pressed: 'yes' } },
    { name: 'refund done', path: done, by: owner },
    { name: 'refund too late', path: `${done}/cancellation`, by: owner, fields: { pressed: 'yes' }, status: 409 },
    { name: 'refund failed', path: failed, by: owner },
    { name: 'refund settled without how', path: `${failed}/settlement`, by: owner, fields: { how: '' }, status: 422 },
    { name: 'refund settled', path: `${failed}/settlement`, by: owner, fields: { how: 'in cash' } },
    { name: 'refund retried', path: `${retried}/retry`, by: owner, fields: { pressed: 'yes' } },
    { name: 'refund made at PayPal', path: outside, by: owner },
    { name: 'refund and no chair chosen', path: `${outside}/chairs`, by: owner, fields: { chairs: 'x' }, status: 422 },
    { name: 'refund and its chair', path: `${outside}/chairs`, by: owner, fields: { chairs: 'keep' } },
    { name: 'refund, nothing left', path: done.replace(/\/refunds\/.*/, '/refund'), by: owner },
  ]; // biome-ignore format: one state a line
};
