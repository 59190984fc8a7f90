import { z } from 'zod';
import { type Answer, type Call, json, readJson } from './answer.ts';
import { isLoopback } from './deliveries.ts';
import { newEventId, newPayPalId } from './ids.ts';
import type { EventRecord, WebhookRecord } from './records.ts';
import { CERTS_PATH, isOurSignature, keysOf } from './signing.ts';
import { EVENT_TYPES, queueDelivery, stamp, type World } from './world.ts';

const EventTypes = z
  .array(z.object({ name: z.string().min(1).max(100) }))
  .min(1)
  .max(500);
const NewWebhook = z.object({ url: z.string().max(2048), event_types: EventTypes });
const Patch = z.array(
  z.object({ op: z.literal('replace'), path: z.enum(['/url', '/event_types']), value: z.unknown() }),
);
const Simulated = z.object({
  event_type: z.enum(EVENT_TYPES),
  webhook_id: z.string().optional(),
  url: z.string().optional(),
  resource_version: z.string().optional(),
});

/** This older interface has its own way to say no. */
const no = (status: number, name: string, message: string): Answer =>
  json(status, {
    name,
    message,
    debug_id: newPayPalId().toLowerCase(),
    information_link: '',
    details: [],
    links: [],
  });

const unreadable = () => no(400, 'VALIDATION_ERROR', 'The request cannot be read.');
const missing = () => no(404, 'INVALID_RESOURCE_ID', 'Nothing has this id.');

const view = (world: World, { id, url, eventTypes }: WebhookRecord) => {
  const href = `${world.origin()}/v1/notifications/webhooks/${id}`;
  return {
    id,
    url,
    event_types: eventTypes.map((name) => ({ name, description: name, status: 'ENABLED' })),
    links: [
      { href, rel: 'self', method: 'GET' },
      { href, rel: 'update', method: 'PATCH' },
      { href, rel: 'delete', method: 'DELETE' },
    ],
  };
};

/** Keeps a new webhook; only addresses on this machine are taken. */
export const createWebhook = (world: World, call: Call): Answer => {
  const read = NewWebhook.safeParse(readJson(call));
  if (!read.success) return unreadable();
  if (!isLoopback(read.data.url))
    return no(400, 'VALIDATION_ERROR', 'The local PayPal sends to this machine only.');
  if (world.ledger.all('webhooks').some(({ url }) => url === read.data.url))
    return no(400, 'WEBHOOK_URL_ALREADY_EXISTS', 'There is a webhook for this address.');
  if (world.ledger.all('webhooks').length >= 10)
    return no(400, 'WEBHOOK_NUMBER_LIMIT_EXCEEDED', 'Ten are the most.');
  const webhook = {
    id: newPayPalId(),
    url: read.data.url,
    eventTypes: read.data.event_types.map(({ name }) => name),
  };
  world.ledger.put('webhooks', webhook.id, webhook);
  return json(201, view(world, webhook));
};

export const listWebhooks = (world: World): Answer =>
  json(200, { webhooks: world.ledger.all('webhooks').map((webhook) => view(world, webhook)) });

const find = (world: World, call: Call) => world.ledger.get('webhooks', call.params[0] ?? '');

export const getWebhook = (world: World, call: Call): Answer => {
  const webhook = find(world, call);
  return webhook ? json(200, view(world, webhook)) : missing();
};

export const patchWebhook = (world: World, call: Call): Answer => {
  const webhook = find(world, call);
  if (!webhook) return missing();
  const read = Patch.safeParse(readJson(call));
  if (!read.success) return unreadable();
  let changed = webhook;
  for (const { path, value } of read.data) {
    const types = EventTypes.safeParse(value);
    if (path === '/url' && typeof value === 'string' && isLoopback(value))
      changed = { ...changed, url: value };
    else if (path === '/event_types' && types.success)
      changed = { ...changed, eventTypes: types.data.map(({ name }) => name) };
    else return unreadable();
  }
  world.ledger.put('webhooks', changed.id, changed);
  return json(200, view(world, changed));
};

export const deleteWebhook = (world: World, call: Call): Answer => {
  const webhook = find(world, call);
  if (!webhook) return missing();
  world.ledger.remove('webhooks', webhook.id);
  return { kind: 'empty', status: 204 };
};

export const listEventTypes = (): Answer =>
  json(200, { event_types: EVENT_TYPES.map((name) => ({ name, description: name, status: 'ENABLED' })) });

export const listWebhookEventTypes = (world: World, call: Call): Answer => {
  const webhook = find(world, call);
  return webhook ? json(200, { event_types: view(world, webhook).event_types }) : missing();
};

const PAGE = 100;

/** Events of a time, newest first; how a shop fills the gaps. */
export const listEvents = (world: World, call: Call): Answer => {
  const { query } = call;
  const from = query.get('start_time') ?? '';
  const to = query.get('end_time') ?? '9';
  const type = query.get('event_type');
  const size = Math.min(Math.max(Number(query.get('page_size') ?? 10) || 10, 1), PAGE);
  const found = world.ledger
    .all('events')
    .filter((event) => event.createdAt >= from && event.createdAt <= to && (!type || event.type === type))
    .reverse();
  return json(200, {
    events: found.slice(0, size).map(read),
    count: Math.min(found.length, size),
    links: [],
  });
};

const read = ({ body }: EventRecord): unknown => JSON.parse(body);

export const getEvent = (world: World, call: Call): Answer => {
  const event = world.ledger.get('events', call.params[0] ?? '');
  return event ? json(200, read(event)) : missing();
};

export const resendEvent = (world: World, call: Call): Answer => {
  const event = world.ledger.get('events', call.params[0] ?? '');
  if (!event) return missing();
  for (const { id, url } of world.ledger.all('webhooks'))
    queueDelivery(world, { eventId: event.id, webhookId: id, url });
  return json(202, read(event));
};

/** Sends an invented event. As at PayPal, it is signed for the webhook id WEBHOOK_ID, so nothing can verify it. */
export const simulateEvent = (world: World, call: Call): Answer => {
  const asked = Simulated.safeParse(readJson(call));
  if (!asked.success) return unreadable();
  const url = asked.data.url ?? world.ledger.get('webhooks', asked.data.webhook_id ?? '')?.url;
  if (!url || !isLoopback(url))
    return no(400, 'VALIDATION_ERROR', 'A webhook or an address on this machine is needed.');
  const id = newEventId();
  const at = stamp(world.now());
  const event = {
    id,
    event_version: '1.0',
    create_time: at,
    resource_type: 'capture',
    resource_version: '2.0',
    event_type: asked.data.event_type,
    summary: 'An invented event',
    resource: { id: newPayPalId(), status: 'COMPLETED', amount: { currency_code: 'USD', value: '7.47' } },
    links: [],
  };
  world.ledger.put('events', id, {
    id,
    type: event.event_type,
    createdAt: at,
    body: JSON.stringify(event),
    simulated: true,
  });
  queueDelivery(world, { eventId: id, webhookId: 'WEBHOOK_ID', url });
  return json(202, event);
};

const Verification = z.object({
  auth_algo: z.string(),
  cert_url: z.string(),
  transmission_id: z.string(),
  transmission_sig: z.string(),
  transmission_time: z.string(),
  webhook_id: z.string(),
  webhook_event: z.looseObject({}),
});

/** PayPal's own check of a webhook, over the very bytes that stand under webhook_event. */
export const verifySignature = (world: World, call: Call): Answer => {
  const asked = Verification.safeParse(readJson(call));
  if (!asked.success) return unreadable();
  const body = rawMember(call.body.toString('latin1'), 'webhook_event');
  const known = world.ledger.get('webhooks', asked.data.webhook_id);
  const right =
    body !== undefined &&
    known !== undefined &&
    asked.data.auth_algo === 'SHA256withRSA' &&
    asked.data.cert_url === `${world.origin()}${CERTS_PATH}${keysOf(world).certName}` &&
    isOurSignature(
      world,
      {
        transmissionId: asked.data.transmission_id,
        time: asked.data.transmission_time,
        webhookId: known.id,
        body: Buffer.from(body, 'latin1'),
      },
      asked.data.transmission_sig,
    );
  return json(200, { verification_status: right ? 'SUCCESS' : 'FAILURE' });
};

/** The raw text of one member of a JSON object, as Latin-1 so that every byte stays itself. */
export const rawMember = (text: string, name: string): string | undefined => {
  // One step is a string or a single sign, so braces and commas inside strings count for nothing.
  const steps = text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs);
  let depth = 0;
  let start: number | undefined;
  for (const { 0: step, index } of steps) {
    const isEnd = depth === 1 && (step === ',' || step === '}');
    if (isEnd && start !== undefined) return text.slice(start, index).trim();
    if (depth === 1 && step === `"${name}"`) start ??= text.indexOf(':', index) + 1;
    depth += DEPTHS[step] ?? 0;
  }
  return undefined;
};

const DEPTHS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };
