// Servers under measurement run in processes of their own; this starts them and asks what they cost.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Cost = {
  /** Microseconds of processor time so far, all threads. */
  readonly cpu: number;
  /** Bytes. */
  readonly rss: number;
};

export type Program = {
  readonly port: number;
  cost(): Promise<Cost>;
  /** Has it do what it offers under this name; one question at a time. */
  ask<Answer>(name: string, data?: unknown): Promise<Answer>;
  stop(): Promise<void>;
};

/** Starts bench/<file> with its options as JSON; it says its port when it listens. */
export const startProgram = async (file: string, options: unknown): Promise<Program> => {
  const child = fork(new URL(file, import.meta.url), [JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const said = async <Message>(): Promise<Message> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(() => Promise.reject(new Error(`${file} ended before it answered`))),
    ]);
    return message as Message;
  };
  const { port } = await said<{ port: number }>();
  const ask = <Answer>(name: string, data?: unknown): Promise<Answer> => {
    child.send({ name, data });
    return said<Answer>();
  };
  return {
    port,
    ask,
    cost: () => ask<Cost>('cost'),
    stop: async () => {
      child.send({ name: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
};

type Deeds = Readonly<Record<string, (data: never) => unknown>>;

/** The other side of `startProgram`: says the port, does what it is asked, ends when told or when its parent is gone. */
export const serveParent = (port: number, stop: () => Promise<unknown>, deeds: Deeds = {}): void => {
  const end = async () => {
    await stop();
    process.exit(0);
  };
  const all: Deeds = { cost: costNow, stop: end, ...deeds };
  process.on('message', async ({ name, data }: { name: string; data: never }) => {
    process.send?.(await all[name]?.(data));
  });
  process.once('disconnect', () => void end());
  process.send?.({ port });
};

const costNow = (): Cost => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, rss: process.memoryUsage.rss() };
};

export const optionsOfProgram = <Options>(): Options => JSON.parse(process.argv[2] ?? '{}') as Options;

/** A port that is free now. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
