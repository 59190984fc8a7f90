import { connect } from 'node:net';
import { complain, say } from './console.ts';
import { type Env, EnvRefusal } from './env.ts';
import type { Log } from './log.ts';
import { CannotStart } from './postgres/cannot-start.ts';

const FORCED_AFTER_MS = 20_000;

type Port = { readonly name: string; readonly port: number };

const portsOf = (env: Env): readonly Port[] => [
  { name: 'PORT', port: env.port },
  { name: 'METRICS_PORT', port: env.metricsPort },
  ...(env.mode === 'example'
    ? [
        { name: 'PAYPAL_PORT', port: env.paypalPort },
        { name: 'MAILBOX_PORT', port: env.mailboxPort },
      ]
    : []),
];

/** Whether another program listens here. Nobody can be listening on port 0, which means any free one. */
const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Every port of ours that another program holds at this moment, so that one message can name them all. */
export const takenPorts = async (env: Env): Promise<readonly Port[]> => {
  const asked = portsOf(env).map(async (one) => ({
    ...one,
    taken: one.port !== 0 && (await isTaken(one.port)),
  }));
  return (await Promise.all(asked)).filter(({ taken }) => taken);
};

const wordsForTaken = (taken: readonly Port[]): string => {
  const which = taken.map(({ port }) => port).join(', ');
  const others = taken.map(({ name, port }) => `${name}=${port + 100}`).join(' ');
  return taken.length === 1
    ? `Port ${which} is taken by another program. Choose another: ${others} npm start`
    : `Ports ${which} are taken by other programs. Choose others: ${others} npm start`;
};

/**
 * Why it did not start: one sentence that says what to do where we know it, else the fault with its stack.
 * @param taken the ports that others held before the start.
 */
export const reasonOf = (error: unknown, env: Env | undefined, taken: readonly Port[]): string => {
  if (error instanceof EnvRefusal || error instanceof CannotStart) return error.message;
  const { code, port } = portTrouble(error);
  const known = { name: variableOf(env, port), port: Number(port) };
  if (code === 'EADDRINUSE') return wordsForTaken(taken.length > 0 ? taken : [known]);
  if (code === 'EACCES' && port !== undefined)
    return `This account may not listen on port ${known.port}. Choose one above 1023 with ${known.name}.`;
  return `Ninefold did not start.\n${error instanceof Error ? error.stack : String(error)}`;
};

const variableOf = (env: Env | undefined, port: unknown): string =>
  (env ? portsOf(env) : []).find((one) => one.port === port)?.name ?? 'PORT';

/** What the system said of a port; the local PayPal wraps it in words of its own. */
const portTrouble = (error: unknown): { code?: unknown; port?: unknown } => {
  const { code, port, cause } = error as { code?: unknown; port?: unknown; cause?: unknown };
  return code === undefined && cause instanceof Error ? portTrouble(cause) : { code, port };
};

export type Stoppable = { readonly log: Log; stop(): Promise<void> };

/** The first signal ends calmly, in twenty seconds at most; a second does not wait. */
export const endOnSignal = ({ log, stop }: Stoppable): void => {
  let asked = false;
  const end = (signal: NodeJS.Signals) => {
    if (asked) process.exit(1);
    asked = true;
    say('Closing. What is in hand is finished first.');
    log.event('stopping', { signal });
    close(stop, 0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
};

/** A fault that nobody caught: it is noted, what can be closed is closed, and a supervisor may start us again. */
export const endOnFault = ({ log, stop }: Stoppable): void => {
  let fallen = false;
  const end = (error: unknown) => {
    log.fault('crashed', error);
    if (fallen) return;
    fallen = true;
    complain('Something broke that nobody expected; the log says where. Closing.');
    close(stop, 1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
};

const close = (stop: () => Promise<void>, code: 0 | 1): void => {
  setTimeout(() => process.exit(1), FORCED_AFTER_MS).unref();
  stop().then(
    () => process.exit(code),
    (error: unknown) => {
      complain(`It did not close cleanly: ${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    },
  );
};
