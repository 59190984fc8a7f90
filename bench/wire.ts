// HTTP/1.1 over a bare keep-alive socket, one request in flight, read by Content-Length: light enough that the
// server, not the client, is what is measured. Loopback only.
import { connect, type Socket } from 'node:net';

export type Answer = {
  readonly status: number;
  /** Status line and headers. */
  readonly head: string;
  /** Bytes of head and body as they came. */
  readonly bytes: number;
  /** Empty unless the wire keeps bodies. */
  readonly body: Buffer;
};

export type Wire = {
  ask(request: Buffer): Promise<Answer>;
  close(): void;
};

const END_OF_HEAD = Buffer.from('\r\n\r\n');

type Reading = { answer: Answer; missing: number; parts: Buffer[] };

const lengthIn = (head: string): number => {
  if (/^HTTP\/1\.1 (?:304|204)/.test(head)) return 0;
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`The bench reads answers with Content-Length only:\n${head}`);
  return Number(length);
};

const begin = (chunk: Buffer): Reading | undefined => {
  const end = chunk.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = chunk.toString('latin1', 0, end);
  const bytes = end + END_OF_HEAD.length + lengthIn(head);
  const answer = { status: Number(head.slice(9, 12)), head, bytes, body: Buffer.alloc(0) };
  return { answer, missing: bytes - chunk.length, parts: [chunk] };
};

/** Opens a socket; `keepBodies` where they are looked at. */
export const openWire = (port: number, { keepBodies = false } = {}): Promise<Wire> =>
  new Promise((opened, failed) => {
    const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let waiting: PromiseWithResolvers<Answer> | undefined;
    let reading: Reading | undefined;
    let early: Buffer = Buffer.alloc(0);
    const fail = (error: Error) => {
      failed(error);
      waiting?.reject(error);
    };
    const finish = ({ answer, parts }: Reading) => {
      reading = undefined;
      const whole = keepBodies ? Buffer.concat(parts) : undefined;
      const body = whole?.subarray(answer.head.length + END_OF_HEAD.length) ?? answer.body;
      waiting?.resolve({ ...answer, body });
    };
    socket.once('connect', () => opened({ ask, close: () => socket.destroy() }));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('The server closed the connection')));
    socket.on('data', (chunk) => {
      try {
        if (reading === undefined) {
          early = early.length === 0 ? chunk : Buffer.concat([early, chunk]);
          reading = begin(early);
          if (reading === undefined) return;
          early = Buffer.alloc(0);
        } else {
          reading.missing -= chunk.length;
          if (keepBodies) reading.parts.push(chunk);
        }
        if (reading.missing <= 0) finish(reading);
      } catch (error) {
        fail(error as Error);
      }
    });
    const ask = (request: Buffer): Promise<Answer> => {
      waiting = Promise.withResolvers<Answer>();
      socket.write(request);
      return waiting.promise;
    };
  });

export type Headers = Readonly<Record<string, string>>;

const headLines = (headers: Headers) =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);

/** The bytes of a GET. */
export const getOf = (port: number, path: string, headers: Headers = {}): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\n${headLines({ Host: `127.0.0.1:${port}`, ...headers }).join('')}\r\n`);

/** The bytes of a form posted from a page of the site itself. */
export const postOf = (port: number, path: string, form: Headers, headers: Headers = {}): Buffer => {
  const body = new URLSearchParams(form).toString();
  const all = {
    Host: `127.0.0.1:${port}`,
    Origin: `http://127.0.0.1:${port}`,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${headLines(all).join('')}\r\n${body}`);
};

/** One request on a socket of its own, with its body. */
export const fetchOnce = async (port: number, path: string, headers: Headers = {}): Promise<Answer> => {
  const wire = await openWire(port, { keepBodies: true });
  try {
    return await wire.ask(getOf(port, path, headers));
  } finally {
    wire.close();
  }
};
