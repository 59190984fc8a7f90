import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invariant } from '../src/kernel/invariant.ts';
import { type Instant, Temporal } from '../src/kernel/time.ts';
import type { Call } from './paypal/answer.ts';
import { makeAuthority } from './paypal/certificates.ts';
import {
  advanceClock,
  controlOperations,
  type FaultOrder,
  type Heard,
  type SwitchesOrder,
  setFault,
  turnSwitches,
} from './paypal/controls.ts';
import { isLoopback, startDeliveries } from './paypal/deliveries.ts';
import { type Elsewhere, elsewhere } from './paypal/elsewhere.ts';
import { openLedger } from './paypal/ledger.ts';
import { operation, PAYPAL_OPERATIONS } from './paypal/operations.ts';
import { overviewOperations } from './paypal/overview.ts';
import { serve } from './paypal/server.ts';
import { CERTS_PATH, keysOf } from './paypal/signing.ts';
import { type Account, switches, type Wording, type World } from './paypal/world.ts';

export type { FaultOrder, SwitchesOrder };

export type LocalPayPalOptions = {
  /** 0 takes any free port. */
  readonly port?: number;
  /** Loopback only; anything else is refused. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
  /** Where everything is kept; without it in memory. */
  readonly dataFile?: string;
  readonly webhook?: { readonly url: string; readonly id: string };
  readonly account?: Partial<Account>;
  readonly clock?: () => Instant;
  readonly random?: () => number;
  readonly wording?: Wording;
};

/** How a test or the example practice plays the buyer. */
export type BuyerDecision = 'pays' | 'declined' | 'card-declined' | 'held' | 'cancel';

export type LocalPayPal = Account &
  Elsewhere & {
    readonly origin: string;
    /** The root that signs its webhook certificates (PAYPAL_WEBHOOK_CA). */
    readonly caPem: string;
    readonly webhookId: string;
    /** Sends all events to this loopback address from now on. */
    useWebhook(url: string): void;
    /** Decides as a buyer would on the page; gives the address the buyer is sent back to. */
    decide(orderId: string, decision: BuyerDecision): Promise<string>;
    setFault(fault: FaultOrder): void;
    turnSwitches(order: SwitchesOrder): void;
    advanceClock(seconds: number): void;
    /** Waits until every due webhook was tried. */
    settled(): Promise<void>;
    requests(): readonly Heard[];
    close(): Promise<void>;
  };

const REQUESTS_KEPT = 2000;
const PRESET_ACCOUNT: Account = {
  clientId: 'local-paypal-client',
  clientSecret: 'local-paypal-secret',
  merchantId: 'NFTESTMERCH2Z',
  email: 'practice@example.com',
};
const PRESET_WEBHOOK_ID = '8PT597110X687430L';

/** Starts a PayPal on this machine. It speaks PayPal's language, and no real money moves. */
export const startPayPal = async (options: LocalPayPalOptions = {}): Promise<LocalPayPal> => {
  const host = options.host ?? '127.0.0.1';
  if (!['127.0.0.1', '::1', 'localhost'].includes(host))
    throw new Error(`The local PayPal listens on this machine only, not on ${host}.`);
  const server = createServer();
  // The port comes first: whoever holds it also holds the data file.
  const { port } = await listen(server, options.port ?? 0, host);
  try {
    return await open(options, server, `http://${host === '::1' ? '[::1]' : host}:${port}`);
  } catch (fault) {
    server.close();
    throw fault;
  }
};

const open = async (options: LocalPayPalOptions, server: Server, origin: string): Promise<LocalPayPal> => {
  const world = makeWorld(options, origin);
  const { ledger } = world;
  const heard: Heard[] = [];
  const deliveries = startDeliveries(world);
  const handle = serve({
    world,
    wording: options.wording ?? { message: () => undefined, description: () => undefined },
    operations: [...PAYPAL_OPERATIONS, ...controlOperations(heard), ...overviewOperations, ...fileOperations],
    committed: deliveries.wake,
    heard: (call, operation, status) => keep(heard, { operation, status, ...briefly(call, operation) }),
  });
  const ready = makeKeys(world);
  server.on('request', (request, response) => {
    ready.then(() => handle(request, response)).catch(() => response.destroy());
  });
  await ready;
  const webhookId = options.webhook?.id ?? PRESET_WEBHOOK_ID;
  if (options.webhook) setWebhook(world, webhookId, options.webhook.url);
  return {
    ...controlsOf(world),
    ...elsewhere(world, deliveries.wake),
    webhookId,
    useWebhook: (url) => setWebhook(world, webhookId, url),
    settled: deliveries.settled,
    requests: () => [...heard],
    close: async () => {
      await deliveries.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      ledger.close();
    },
  };
};

const makeWorld = (options: LocalPayPalOptions, origin: string): World => {
  const ledger = openLedger(options.dataFile);
  const clock = options.clock ?? Temporal.Now.instant;
  return {
    ledger,
    account: { ...PRESET_ACCOUNT, ...options.account },
    origin: () => origin,
    random: options.random ?? Math.random,
    now: () => clock().add({ milliseconds: switches({ ledger }).clockShiftMs }),
  };
};

/** The keys that sign webhooks are made once and kept. */
const makeKeys = async (world: World): Promise<void> => {
  if (world.ledger.get('keys', 'webhooks')) return;
  world.ledger.put('keys', 'webhooks', await makeAuthority(world.now()));
};

const controlsOf = (world: World) => ({
  ...world.account,
  origin: world.origin(),
  caPem: keysOf(world).caPem,
  decide: (orderId: string, decision: BuyerDecision) => decideAsBuyer(world.origin(), orderId, decision),
  setFault: (fault: FaultOrder) => {
    if (!setFault(world, fault)) throw new Error('The local PayPal knows no such fault.');
  },
  turnSwitches: (order: SwitchesOrder) => void turnSwitches(world, order),
  advanceClock: (seconds: number) => advanceClock(world, seconds),
});

const setWebhook = (world: World, id: string, url: string): void => {
  if (!isLoopback(url))
    throw new Error(`The local PayPal sends webhooks to this machine only, not to ${url}.`);
  world.ledger.put('webhooks', id, { id, url, eventTypes: ['*'] });
};

const briefly = (call: Call, operation: string) => {
  const requestId = call.headers['paypal-request-id'];
  return {
    method: call.method,
    path: call.path,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    body: operation === 'oauth.token' ? '' : call.body.toString('utf8').slice(0, 20_000),
  };
};

const keep = (heard: Heard[], entry: Heard): void => {
  heard.push(entry);
  if (heard.length > REQUESTS_KEPT) heard.splice(0, heard.length - REQUESTS_KEPT);
};

const look = readFileSync(new URL('./paypal/look.css', import.meta.url), 'utf8');

const fileOperations = [
  operation(
    'sandbox.look',
    'GET /__sandbox/look.css',
    () => ({ kind: 'text', status: 200, text: look, type: 'text/css' }),
    true,
  ),
  operation(
    'certs.get',
    `GET ${CERTS_PATH}:id`,
    (world, call) =>
      call.params[0] === keysOf(world).certName
        ? { kind: 'text', status: 200, text: keysOf(world).leafPem, type: 'application/x-pem-file' }
        : { kind: 'refused', status: 404, flaws: [] },
    true,
  ),
];

const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const taken = `Port ${port} for the local PayPal is taken. Set PAYPAL_PORT to a free one.`;
      reject(fault.code === 'EADDRINUSE' ? new Error(taken, { cause: fault }) : fault);
    });
    server.listen(port, host, () => {
      const address = server.address();
      invariant(address !== null && typeof address === 'object', 'a server that listens has an address');
      resolve(address);
    });
  });

const decideAsBuyer = async (origin: string, orderId: string, decision: BuyerDecision): Promise<string> => {
  const answer = await fetch(`${origin}/checkoutnow`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ token: orderId, decision }),
  });
  const back = answer.headers.get('location');
  if (answer.status !== 303 || !back)
    throw new Error(`The local PayPal has no live order ${orderId} to decide on.`);
  return back;
};
