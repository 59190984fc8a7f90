import { Temporal } from '../../src/kernel/time.ts';
import type { Answer, Call, Flaw } from './answer.ts';
import { isPast, stamp, switches, type World } from './world.ts';

/** How long PayPal remembers a PayPal-Request-Id: orders 6 hours, payments 45 days. */
const keptHours = (path: string): number => (path.startsWith('/v2/payments/') ? 45 * 24 : 6);

/** The name a repeat goes by; undefined where PayPal repeats nothing. */
export const repeatKey = (call: Call): string | undefined => {
  const id = call.headers['paypal-request-id'];
  return call.method === 'POST' && typeof id === 'string' && call.path.startsWith('/v2/')
    ? `${call.path} ${id}`
    : undefined;
};

/** The answer to a repeat: the latest state of what the first one made, with 200 for 201. */
export const replay = (world: World, key: string): Answer | undefined => {
  const reply = world.ledger.get('replies', key);
  if (!reply || isPast(world, reply.expiresAt)) return undefined;
  if (reply.shown)
    return { kind: 'shown', status: reply.status === 201 ? 200 : reply.status, shown: reply.shown };
  if (!switches(world).replayRefusals || !reply.flaws) return undefined;
  return { kind: 'refused', status: reply.status, flaws: reply.flaws as readonly Flaw[] };
};

/** Remembers an answer under its key. */
export const remember = (world: World, key: string, answer: Answer): void => {
  if (answer.kind !== 'shown' && answer.kind !== 'refused') return;
  const hours = keptHours(key);
  world.ledger.put('replies', key, {
    status: answer.status,
    shown: answer.kind === 'shown' ? answer.shown : undefined,
    flaws: answer.kind === 'refused' ? answer.flaws : undefined,
    expiresAt: stamp(world.now().add(Temporal.Duration.from({ hours }))),
  });
};
