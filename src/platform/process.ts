import { complain, say } from './console.ts';
import { type Env, EnvRefusal } from './env.ts';
import type { Log } from './log.ts';
import { CannotStart } from './postgres/cannot-start.ts';

const FORCED_AFTER_MS = 20_000;

/** Which variable moves which port, for the line that says a port is taken. */
const portVariable = (env: Env | undefined, port: unknown): string => {
  if (env === undefined) return 'PORT';
  if (port === env.metricsPort) return 'METRICS_PORT';
  if (env.mode === 'example' && port === env.paypalPort) return 'PAYPAL_PORT';
  return env.mode === 'example' && port === env.mailboxPort ? 'MAILBOX_PORT' : 'PORT';
};

/** Why it did not start: one sentence that says what to do where we know it, else the fault with its stack. */
export const reasonOf = (error: unknown, env: Env | undefined): string => {
  if (error instanceof EnvRefusal || error instanceof CannotStart) return error.message;
  const { code, port } = error as { code?: unknown; port?: unknown };
  const name = portVariable(env, port);
  if (code === 'EADDRINUSE')
    return `Port ${String(port)} is taken by another program. Choose another: ${name}=${Number(port) + 100} npm start`;
  if (code === 'EACCES' && port !== undefined)
    return `This account may not listen on port ${String(port)}. Choose one above 1023 with ${name}.`;
  return `Ninefold did not start.\n${error instanceof Error ? error.stack : String(error)}`;
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
