// A load of GET requests in a thread of its own. It stops by itself.
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { getOf, type Headers, openWire } from './wire.ts';

export type Load = {
  readonly port: number;
  /** Asked for in turn, again and again. */
  readonly paths: readonly string[];
  readonly headers?: Headers;
  readonly sockets: number;
  /** How long, or how many requests; whichever is reached first. */
  readonly seconds?: number;
  readonly requests?: number;
};

export type LoadResult = {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  /** The path that took longest. */
  readonly slowest: string;
  /** Answers that were not 200. */
  readonly others: number;
  readonly bytes: number;
};

type Seen = { times: number[]; worst: number; slowest: string; others: number; bytes: number };

const runHere = async (load: Load): Promise<LoadResult> => {
  const requests = load.paths.map((path) => getOf(load.port, path, load.headers));
  const seen: Seen = { times: [], worst: 0, slowest: '', others: 0, bytes: 0 };
  const start = performance.now();
  const until = start + (load.seconds ?? 3_600) * 1000;
  const most = load.requests ?? Number.POSITIVE_INFINITY;
  let turn = 0;
  const oneSocket = async () => {
    const wire = await openWire(load.port);
    while (turn < most && performance.now() < until) {
      const index = turn++ % requests.length;
      const sentAt = performance.now();
      const answer = await wire.ask(requests[index] as Buffer);
      note(seen, performance.now() - sentAt, load.paths[index] ?? '');
      seen.bytes += answer.bytes;
      if (answer.status !== 200) seen.others += 1;
    }
    wire.close();
  };
  await Promise.all(Array.from({ length: load.sockets }, oneSocket));
  return resultOf(seen, (performance.now() - start) / 1000);
};

const note = (seen: Seen, ms: number, path: string): void => {
  seen.times.push(ms);
  if (ms <= seen.worst) return;
  seen.worst = ms;
  seen.slowest = path;
};

const resultOf = ({ times, ...seen }: Seen, seconds: number): LoadResult => {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { ...seen, requests: times.length, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
};

/** Runs the load in a thread of its own and reports what came back. */
export const runLoad = (load: Load): Promise<LoadResult> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

if (parentPort && workerData) {
  const port = parentPort;
  void runHere(workerData as Load).then((result) => port.postMessage(result));
}
