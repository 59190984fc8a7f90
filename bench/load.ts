// A load of GET requests over keep-alive sockets, with one request in flight a socket, read by Content-Length:
// light enough that the server, not the client, is what is measured. Loopback only; it stops by itself.
import { connect, type Socket } from 'node:net';
import { parentPort, Worker, workerData } from 'node:worker_threads';

export type Load = {
  readonly port: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sockets: number;
  readonly seconds: number;
};

export type LoadResult = {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were not 200. */
  readonly others: number;
  readonly bytes: number;
};

const END_OF_HEAD = Buffer.from('\r\n\r\n');

type Reader = { feed(chunk: Buffer): { status: number; bytes: number } | undefined };

/** Reads answers that carry a Content-Length; one at a time. */
const answerReader = (): Reader => {
  let buffered: Buffer = Buffer.alloc(0);
  return {
    feed: (chunk) => {
      buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
      const headEnd = buffered.indexOf(END_OF_HEAD);
      if (headEnd < 0) return undefined;
      const head = buffered.toString('latin1', 0, headEnd);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (length === undefined) throw new Error(`The load reads answers with Content-Length only:\n${head}`);
      const total = headEnd + END_OF_HEAD.length + Number(length);
      if (buffered.length < total) return undefined;
      const answer = { status: Number(head.slice(9, 12)), bytes: total };
      buffered = buffered.subarray(total);
      return answer;
    },
  };
};

const runSocket = (load: Load, request: Buffer, until: number, done: (ms: number, status: number, bytes: number) => void) =>
  new Promise<void>((resolve, reject) => {
    const socket: Socket = connect({ host: '127.0.0.1', port: load.port, noDelay: true });
    const reader = answerReader();
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      const answer = reader.feed(chunk);
      if (!answer) return;
      const now = performance.now();
      done(now - sentAt, answer.status, answer.bytes);
      if (now < until) send();
      else {
        socket.destroy();
        resolve();
      }
    });
  });

const runHere = async (load: Load): Promise<LoadResult> => {
  const headers = Object.entries({ Host: `127.0.0.1:${load.port}`, ...load.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${load.path} HTTP/1.1\r\n${headers.join('')}\r\n`);
  const times: number[] = [];
  let others = 0;
  let bytes = 0;
  const start = performance.now();
  const until = start + load.seconds * 1000;
  await Promise.all(
    Array.from({ length: load.sockets }, () =>
      runSocket(load, request, until, (ms, status, size) => {
        times.push(ms);
        bytes += size;
        if (status !== 200) others += 1;
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), others, bytes };
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
  runHere(workerData as Load).then((result) => port.postMessage(result));
}
