import { Temporal } from '../../src/kernel/time.ts';
import type { DeliveryRecord } from './records.ts';
import { CERTS_PATH, keysOf, signTransmission } from './signing.ts';
import { isPast, stamp, switches, type World } from './world.ts';

/** Minutes between tries: 25 in about three days, as PayPal says of itself. */
const RETRY_MINUTES = [0.1, 0.5, 2, 5, 15, 30, 60, ...Array.from({ length: 17 }, () => 240)];
const ANSWER_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 500;

export type Deliveries = {
  /** Looks for due deliveries soon; call after every commit. */
  wake(): void;
  /** Waits until nothing is due any more (retries later than now do not count). */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

/** Sends what is due, one event after the other, as long as the server runs. */
export const startDeliveries = (world: World): Deliveries => {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const run = (): Promise<void> => {
    running ??= sendDue(world, () => stopped).finally(() => {
      running = undefined;
    });
    return running;
  };
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run().catch((fault: unknown) => console.error('local PayPal: delivery failed', fault));
    }, 0);
  };
  const clock = setInterval(later, LOOK_EVERY_MS);
  clock.unref();
  return {
    wake: later,
    settled: async () => {
      do await run();
      while (!stopped && due(world).length > 0);
    },
    stop: async () => {
      stopped = true;
      clearInterval(clock);
      clearTimeout(timer);
      await running;
    },
  };
};

const due = (world: World): DeliveryRecord[] =>
  world.ledger.all('deliveries').filter((one) => one.status === 'PENDING' && isPast(world, one.nextAt));

const sendDue = async (world: World, stopped: () => boolean): Promise<void> => {
  const { reorder, delayMs } = switches(world).webhooks;
  if (due(world).length > 0 && (delayMs > 0 || reorder > 0)) await pause(delayMs || 50);
  const batch = due(world);
  if (world.random() < reorder) batch.reverse();
  for (const delivery of batch) if (!stopped()) await send(world, delivery);
};

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const send = async (world: World, delivery: DeliveryRecord): Promise<void> => {
  const { drop, duplicate } = switches(world).webhooks;
  if (world.random() < drop) {
    finish(world, { ...delivery, status: 'DROPPED' });
    return;
  }
  const status = await post(world, delivery);
  if (world.random() < duplicate) await post(world, delivery);
  if (world.ledger.get('deliveries', delivery.id)) note(world, delivery, status);
};

const note = (world: World, delivery: DeliveryRecord, status: number | undefined) => {
  const tries = delivery.tries + 1;
  const arrived = status !== undefined && status >= 200 && status < 300;
  const wait = RETRY_MINUTES[delivery.tries];
  const next = world.now().add(Temporal.Duration.from({ seconds: Math.round((wait ?? 0) * 60) }));
  const noted = { ...delivery, tries, lastStatus: status, nextAt: stamp(next) };
  if (arrived) finish(world, { ...noted, status: 'SUCCESS' });
  else if (wait === undefined) finish(world, { ...noted, status: 'FAILURE' });
  else world.ledger.put('deliveries', delivery.id, noted);
};

/** What is done is kept apart, so that looking for what is due stays quick. */
const finish = (world: World, delivery: DeliveryRecord) =>
  world.ledger.transact(() => {
    world.ledger.remove('deliveries', delivery.id);
    world.ledger.put('sent', delivery.id, delivery);
  });

/** One try; undefined when nobody answered. */
const post = async (world: World, delivery: DeliveryRecord): Promise<number | undefined> => {
  const event = world.ledger.get('events', delivery.eventId);
  // The shop may have moved to another port since.
  const url = world.ledger.get('webhooks', delivery.webhookId)?.url ?? delivery.url;
  if (!event || !isLoopback(url)) return undefined;
  const body = Buffer.from(event.body, 'utf8');
  const signed = {
    transmissionId: delivery.id,
    time: delivery.transmissionTime,
    webhookId: delivery.webhookId,
    body,
  };
  const forged = world.random() < switches(world).webhooks.wrongSignature;
  const signature = signTransmission(world, forged ? { ...signed, webhookId: 'another' } : signed);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'PayPal/AUHD-local',
        'paypal-transmission-id': delivery.id,
        'paypal-transmission-time': delivery.transmissionTime,
        'paypal-transmission-sig': signature,
        'paypal-cert-url': `${world.origin()}${CERTS_PATH}${keysOf(world).certName}`,
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-auth-version': 'v2',
        'correlation-id': delivery.id.toLowerCase(),
      },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    // Refused, reset or too slow: PayPal tries again, and so does this.
    return undefined;
  }
};

/** Events go to this machine only. */
export const isLoopback = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    /^https?:$/.test(protocol) &&
    (/^127(\.\d{1,3}){3}$/.test(hostname) || ['localhost', '[::1]'].includes(hostname))
  );
};
