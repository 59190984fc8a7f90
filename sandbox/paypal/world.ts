import { type Instant, Temporal } from '../../src/kernel/time.ts';
import { newEventId, newPayPalId } from './ids.ts';
import type { Ledger } from './ledger.ts';
import type { SwitchesRecord } from './records.ts';

export type Account = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly merchantId: string;
  readonly email: string;
};

/** What PayPal says in words: a test may hand in PayPal's own sentences, else ours are used. */
export type Wording = {
  message(status: number, operation: string): string | undefined;
  description(issue: string, status: number, operation: string): string | undefined;
};

/** What every operation may reach. */
export type World = {
  readonly ledger: Ledger;
  readonly account: Account;
  /** http://127.0.0.1:port */
  readonly origin: () => string;
  readonly now: () => Instant;
  readonly random: () => number;
};

export const PRESET_SWITCHES: SwitchesRecord = {
  clockShiftMs: 0,
  replayRefusals: false,
  tokenSeconds: 32_400,
  orderHours: 6,
  maxDeclines: 10,
  reportLagMinutes: 180,
  reportMost: 10_000,
  refundFeeBack: 0,
  disputeFee: '0.00',
  webhooks: { duplicate: 0, drop: 0, reorder: 0, wrongSignature: 0, delayMs: 0 },
};

/** As turned; a data file from before a switch existed has its preset. */
export const switches = (world: Pick<World, 'ledger'>): SwitchesRecord => ({
  ...PRESET_SWITCHES,
  ...world.ledger.get('switches', 'all'),
});

/** PayPal writes times to the second, in UTC. */
export const stamp = (instant: Instant): string =>
  instant.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();

/** The time so many hours from now, as a stamp. */
export const hoursFromNow = (world: World, hours: number): string => stamp(world.now().add({ hours }));

export const isPast = (world: World, time: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(time), world.now()) <= 0;

const SUMMARIES: Readonly<Record<string, string>> = {
  'CHECKOUT.ORDER.APPROVED': 'A buyer approved an order',
  'CHECKOUT.ORDER.COMPLETED': 'An order was completed',
  'PAYMENT.CAPTURE.COMPLETED': 'A payment was completed',
  'PAYMENT.CAPTURE.PENDING': 'A payment is pending',
  'PAYMENT.CAPTURE.DECLINED': 'A payment was declined',
  'PAYMENT.CAPTURE.REFUNDED': 'A payment was refunded',
  'PAYMENT.CAPTURE.REVERSED': 'A payment was reversed',
};

/** Every kind of event there is here. */
export const EVENT_TYPES = [
  ...Object.keys(SUMMARIES),
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
  'PAYMENT.CAPTURE.DENIED',
  'PAYMENT.REFUND.PENDING',
  'PAYMENT.REFUND.FAILED',
  'PAYMENT.AUTHORIZATION.CREATED',
  'PAYMENT.AUTHORIZATION.VOIDED',
  'CUSTOMER.DISPUTE.CREATED',
  'CUSTOMER.DISPUTE.UPDATED',
  'CUSTOMER.DISPUTE.RESOLVED',
] as const;

export type Happening = { readonly type: string; readonly resourceType: string; readonly resource: unknown };

/** Writes an event down and one delivery for each webhook that asked for it, in the caller's transaction. */
export const emit = (world: World, { type, resourceType, resource }: Happening): string => {
  const id = newEventId();
  const at = stamp(world.now());
  const self = `${world.origin()}/v1/notifications/webhooks-events/${id}`;
  const body = JSON.stringify({
    id,
    event_version: '1.0',
    create_time: at,
    resource_type: resourceType,
    resource_version: '2.0',
    event_type: type,
    summary: SUMMARIES[type] ?? type,
    resource,
    links: [
      { href: self, rel: 'self', method: 'GET' },
      { href: `${self}/resend`, rel: 'resend', method: 'POST' },
    ],
  });
  world.ledger.put('events', id, { id, type, createdAt: at, body, simulated: false });
  for (const webhook of world.ledger.all('webhooks'))
    if (webhook.eventTypes.includes('*') || webhook.eventTypes.includes(type))
      queueDelivery(world, { eventId: id, webhookId: webhook.id, url: webhook.url });
  return id;
};

/** Queues one sending of an event. */
export const queueDelivery = (
  world: World,
  to: { readonly eventId: string; readonly webhookId: string; readonly url: string },
): void => {
  const id = newPayPalId();
  const at = stamp(world.now());
  world.ledger.put('deliveries', id, {
    ...to,
    id,
    transmissionTime: at,
    tries: 0,
    status: 'PENDING',
    lastStatus: undefined,
    nextAt: at,
  });
};
