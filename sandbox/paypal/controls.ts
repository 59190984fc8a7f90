import { z } from 'zod';
import { type Answer, type Call, json, readJson } from './answer.ts';
import { settleCapture } from './captures.ts';
import { newPayPalId } from './ids.ts';
import { revokeTokens } from './oauth.ts';
import { type Operation, operation } from './operations.ts';
import type { FaultRecord, SwitchesRecord } from './records.ts';
import { keysOf } from './signing.ts';
import { switches, type World } from './world.ts';

export const FAULT_KINDS = [
  'status',
  'issue',
  'delay',
  'hang',
  'reset',
  'truncated',
  'html',
  'other-amount',
] as const;

const Fault = z.object({
  operation: z.string().min(1).max(60),
  when: z.enum(['before', 'after']).default('before'),
  kind: z.enum(FAULT_KINDS),
  status: z.coerce.number().int().min(200).max(599).optional(),
  issue: z.string().max(80).optional(),
  retryAfterSeconds: z.coerce.number().int().min(0).max(86_400).optional(),
  delayMs: z.coerce.number().int().min(0).max(600_000).optional(),
  amount: z.string().max(32).optional(),
  probability: z.coerce.number().min(0).max(1).default(1),
  count: z.coerce.number().int().min(1).max(1_000_000).default(1),
});

/** A fault: where, before or after the effect, what, how likely and how often. */
export type FaultOrder = {
  /** orders.capture, captures.refund, …; * for all. */
  readonly operation: string;
  readonly when?: 'before' | 'after';
  readonly kind: (typeof FAULT_KINDS)[number];
  readonly status?: number;
  readonly issue?: string;
  readonly retryAfterSeconds?: number;
  readonly delayMs?: number;
  /** For other-amount: what a capture takes instead, "1.00". */
  readonly amount?: string;
  readonly probability?: number;
  readonly count?: number;
};

const Share = z.coerce.number().min(0).max(1);
const Switches = z.object({
  replayRefusals: z.boolean(),
  tokenSeconds: z.coerce.number().int().min(1),
  orderHours: z.coerce.number().int().min(1).max(72),
  maxDeclines: z.coerce.number().int().min(1),
  reportLagMinutes: z.coerce.number().int().min(0),
  reportMost: z.coerce.number().int().min(1),
  refundFeeBack: Share,
  disputeFee: z.string().regex(/^\d{1,6}(\.\d\d)?$/),
  webhooks: z
    .object({
      duplicate: Share,
      drop: Share,
      reorder: Share,
      wrongSignature: Share,
      delayMs: z.coerce.number().int().min(0),
    })
    .partial(),
});
const SwitchesChange = Switches.partial();

/** Switches to turn; what is not named stays. */
export type SwitchesOrder = Partial<Omit<SwitchesRecord, 'webhooks' | 'clockShiftMs'>> & {
  readonly webhooks?: Partial<SwitchesRecord['webhooks']>;
};

const Clock = z.object({ advanceSeconds: z.coerce.number().int().min(-31_536_000).max(31_536_000) });

/** Sets a fault; undefined where the order makes no sense. */
export const setFault = (world: World, order: unknown): FaultRecord | undefined => {
  const read = Fault.safeParse(order);
  if (!read.success) return undefined;
  const { count, ...fault } = read.data;
  const record: FaultRecord = {
    status: undefined,
    issue: undefined,
    retryAfterSeconds: undefined,
    delayMs: undefined,
    amount: undefined,
    ...fault,
    id: newPayPalId(),
    left: count,
  };
  world.ledger.put('faults', record.id, record);
  return record;
};

/** Turns switches; throws where one gets a value it does not have. */
export const turnSwitches = (world: World, order: unknown): SwitchesRecord => {
  const { webhooks, ...rest } = SwitchesChange.parse(order);
  const old = switches(world);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const ways = Object.fromEntries(Object.entries(webhooks ?? {}).filter(([, value]) => value !== undefined));
  const fresh: SwitchesRecord = { ...old, ...given, webhooks: { ...old.webhooks, ...ways } };
  world.ledger.put('switches', 'all', fresh);
  return fresh;
};

/** Moves the local PayPal's clock, on top of the real one. */
export const advanceClock = (world: World, seconds: number): void => {
  const old = switches(world);
  world.ledger.put('switches', 'all', { ...old, clockShiftMs: old.clockShiftMs + seconds * 1000 });
};

const bad = (read: z.ZodSafeParseResult<unknown>): Answer => json(400, { problem: read.error?.issues });

/** What was asked of the server lately. */
export type Heard = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly requestId: string | undefined;
  readonly status: number | string;
  readonly body: string;
};

/** The tests' and developers' own door; PayPal has nothing like it. */
export const controlOperations = (heard: readonly Heard[]): readonly Operation[] => [
  operation('sandbox.faults', 'POST /__sandbox/faults', addFault, true),
  operation('sandbox.faults', 'DELETE /__sandbox/faults', clearFaults, true),
  operation('sandbox.switches', 'POST /__sandbox/switches', changeSwitches, true),
  operation('sandbox.clock', 'POST /__sandbox/clock', changeClock, true),
  operation('sandbox.reset', 'POST /__sandbox/reset', resetAll, true),
  operation('sandbox.tokens', 'DELETE /__sandbox/tokens', forgetTokens, true),
  operation('sandbox.settlement', 'POST /__sandbox/captures/:id/settlement', settle, true),
  operation('sandbox.state', 'GET /__sandbox/state', showState, true),
  operation('sandbox.requests', 'GET /__sandbox/requests', () => json(200, { requests: heard }), true),
  operation('sandbox.ca', 'GET /__sandbox/ca.pem', showAuthority, true),
];

const addFault = (world: World, call: Call): Answer => {
  const order = readJson(call);
  const fault = setFault(world, order);
  return fault ? json(201, fault) : bad(Fault.safeParse(order));
};

const clearFaults = (world: World): Answer => {
  for (const { id } of world.ledger.all('faults')) world.ledger.remove('faults', id);
  return { kind: 'empty', status: 204 };
};

const changeSwitches = (world: World, call: Call): Answer => {
  const read = SwitchesChange.safeParse(readJson(call));
  return read.success ? json(200, turnSwitches(world, read.data)) : bad(read);
};

const changeClock = (world: World, call: Call): Answer => {
  const read = Clock.safeParse(readJson(call));
  if (!read.success) return bad(read);
  advanceClock(world, read.data.advanceSeconds);
  return json(200, { now: world.now().toString() });
};

const resetAll = (world: World): Answer => {
  world.ledger.reset(['keys', 'webhooks']);
  return { kind: 'empty', status: 204 };
};

const forgetTokens = (world: World): Answer => {
  revokeTokens(world);
  return { kind: 'empty', status: 204 };
};

const settle = (world: World, call: Call): Answer => {
  const read = z.object({ to: z.enum(['COMPLETED', 'DECLINED']) }).safeParse(readJson(call));
  if (!read.success) return bad(read);
  const settled = settleCapture(world, call.params[0] ?? '', read.data.to);
  return settled ? json(200, settled) : json(404, { problem: 'no pending capture has this id' });
};

const showState = (world: World): Answer => {
  const { ledger } = world;
  const tables = [
    'orders',
    'captures',
    'refunds',
    'authorizations',
    'webhooks',
    'deliveries',
    'sent',
    'disputes',
    'movements',
    'faults',
  ] as const;
  const records = Object.fromEntries(tables.map((table) => [table, ledger.all(table)]));
  return json(200, { now: world.now().toString(), switches: switches(world), ...records });
};

const showAuthority = (world: World): Answer => ({
  kind: 'text',
  status: 200,
  text: keysOf(world).caPem,
  type: 'application/x-pem-file',
});
