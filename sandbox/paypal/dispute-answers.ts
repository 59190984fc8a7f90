import { Temporal } from '../../src/kernel/time.ts';
import { type Answer, type Call, json } from './answer.ts';
import { newDebugId } from './ids.ts';
import type { DisputeRecord } from './records.ts';
import type { World } from './world.ts';

const missing = (): Answer =>
  json(404, {
    name: 'RESOURCE_NOT_FOUND',
    message: 'Nothing has this id.',
    debug_id: newDebugId(),
    links: [],
  });

const STATES = {
  OPEN: 'OPEN_INQUIRIES',
  WAITING_FOR_BUYER_RESPONSE: 'REQUIRED_OTHER_PARTY_ACTION',
  WAITING_FOR_SELLER_RESPONSE: 'REQUIRED_ACTION',
  UNDER_REVIEW: 'UNDER_PAYPAL_REVIEW',
  RESOLVED: 'RESOLVED',
} as const satisfies Record<DisputeRecord['status'], string>;

const brief = (world: World, dispute: DisputeRecord) => ({
  dispute_id: dispute.id,
  create_time: dispute.createdAt,
  update_time: dispute.updatedAt,
  status: dispute.status,
  reason: dispute.reason,
  dispute_amount: dispute.amount,
  dispute_life_cycle_stage: dispute.stage,
  dispute_channel: 'INTERNAL',
  ...(dispute.status === 'RESOLVED' ? {} : { seller_response_due_date: dispute.dueAt }),
  links: [{ href: `${world.origin()}/v1/customer/disputes/${dispute.id}`, rel: 'self', method: 'GET' }],
});

/** A dispute as PayPal shows it, and as its events carry it. */
export const disputeView = (world: World, dispute: DisputeRecord) => {
  const capture = world.ledger.get('captures', dispute.captureId);
  return {
    ...brief(world, dispute),
    disputed_transactions: [
      {
        seller_transaction_id: dispute.captureId,
        create_time: capture?.createdAt,
        gross_amount: capture?.amount ?? dispute.amount,
        ...(capture?.invoiceId ? { invoice_number: capture.invoiceId } : {}),
        ...(capture?.customId ? { custom: capture.customId } : {}),
        seller: { email: world.account.email, merchant_id: world.account.merchantId },
      },
    ],
    ...(dispute.status === 'RESOLVED' ? endOf(dispute) : {}),
  };
};

const endOf = (dispute: DisputeRecord) => {
  const { outcome, movements = [] } = dispute;
  const back = outcome === 'RESOLVED_BUYER_FAVOUR' || outcome === 'RESOLVED_WITH_PAYOUT';
  return {
    dispute_outcome: { outcome_code: outcome, ...(back ? { amount_refunded: dispute.amount } : {}) },
    ...(movements.length > 0
      ? {
          fund_movements: movements.map(({ type, reason, amount, at }) => ({
            ...{ party: 'SELLER', type, reason, amount, initiated_time: at },
          })),
        }
      : {}),
  };
};

const time = (text: string | null): number | undefined => {
  try {
    return text === null ? undefined : Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
};

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;

/** Newest first, in pages; filtered as the query says. */
export const listDisputes = (world: World, { query, path }: Call): Answer => {
  const capture = query.get('disputed_transaction_id');
  const [since, after] = [time(query.get('start_time')), time(query.get('update_time_after'))];
  const states = query.get('dispute_state')?.split(',');
  const size = Math.min(Math.max(Number(query.get('page_size') ?? 10) || 10, 1), 50);
  const found = world.ledger
    .all('disputes')
    .filter(({ captureId }) => !capture || capture === captureId)
    .filter(({ createdAt }) => since === undefined || at(createdAt) >= since)
    .filter(({ updatedAt }) => after === undefined || at(updatedAt) >= after)
    .filter(({ status }) => !states || states.includes(STATES[status]))
    .reverse();
  const from = Math.max(Number(query.get('next_page_token') ?? 0) || 0, 0);
  const shown = found.slice(from, from + size);
  const next = new URLSearchParams(query);
  next.set('next_page_token', String(from + size));
  const link = (rel: string, search: URLSearchParams) => ({
    ...{ href: `${world.origin()}${path}?${search}`, rel, method: 'GET' },
  });
  return json(200, {
    // Without any, PayPal leaves the list out.
    ...(shown.length > 0 ? { items: shown.map((dispute) => brief(world, dispute)) } : {}),
    links: [link('self', query), ...(from + size < found.length ? [link('next', next)] : [])],
  });
};

const find = (world: World, call: Call) => world.ledger.get('disputes', call.params[0] ?? '');

export const getDispute = (world: World, call: Call): Answer => {
  const dispute = find(world, call);
  return dispute ? json(200, disputeView(world, dispute)) : missing();
};

/** Does something to a live dispute, and answers with where it is. */
export const onDispute =
  (act: (world: World, dispute: DisputeRecord, call: Call) => unknown) =>
  (world: World, call: Call): Answer => {
    const dispute = find(world, call);
    if (!dispute) return missing();
    if (dispute.status !== 'RESOLVED') act(world, dispute, call);
    const href = `${world.origin()}/v1/customer/disputes/${dispute.id}`;
    return json(200, { links: [{ href, rel: 'self', method: 'GET' }] });
  };
