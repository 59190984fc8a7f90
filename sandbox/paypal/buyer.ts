import type { Answer, Call } from './answer.ts';
import { approveOrder, liveOrder } from './orders.ts';
import { checkoutPage, decidedPage, gonePage, paidPage } from './pages.ts';
import type { Decision } from './records.ts';
import { PAYER_ID } from './views.ts';
import type { World } from './world.ts';

const DECISIONS: readonly Decision[] = ['pays', 'declined', 'card-declined', 'held'];

/** GET /checkoutnow?token=: the page a buyer is sent to. */
export const showCheckout = (world: World, call: Call): Answer => {
  const order = liveOrder(world, call.query.get('token') ?? '');
  if (!order) return { kind: 'page', status: 404, page: gonePage() };
  if (order.status === 'COMPLETED') return { kind: 'page', status: 200, page: paidPage(order) };
  const formTargets = [order.returnUrl, order.cancelUrl].flatMap((url) => (url ? [new URL(url).origin] : []));
  return { kind: 'page', status: 200, page: checkoutPage(order), formTargets };
};

/** POST /checkoutnow: the buyer's choice, and back to the shop with token and PayerID as PayPal adds them. */
export const decideCheckout = (world: World, call: Call): Answer => {
  const form = new URLSearchParams(call.body.toString('utf8'));
  const order = liveOrder(world, form.get('token') ?? '');
  if (!order) return { kind: 'page', status: 404, page: gonePage() };
  if (order.status === 'COMPLETED') return { kind: 'page', status: 200, page: paidPage(order) };
  const decision = DECISIONS.find((one) => one === form.get('decision'));
  if (!decision) return back(order.cancelUrl, { token: order.id });
  approveOrder(world, order, decision);
  return back(order.returnUrl, { token: order.id, PayerID: PAYER_ID });
};

const back = (address: string | undefined, extra: Readonly<Record<string, string>>): Answer => {
  if (!address) return { kind: 'page', status: 200, page: decidedPage() };
  const url = new URL(address);
  for (const [name, value] of Object.entries(extra)) url.searchParams.set(name, value);
  return { kind: 'redirect', to: url.toString() };
};
