import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Letter, readLetter, readLetters } from './letters.ts';
import { letterPage, listPage, missingPage, type View } from './pages.ts';

const MOST_SHOWN = 100;
const HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const HTML = 'text/html; charset=utf-8';
const STYLES = readFileSync(join(import.meta.dirname, 'mailbox.css'));

const OURS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
/** A letter's own markup may style itself and open links in a new tab; it loads nothing and runs nothing. */
const FOREIGN = {
  ...OURS,
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
};

type Sending = {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
};

const send = (response: ServerResponse, { status = 200, type, body, headers = OURS }: Sending): void => {
  response.writeHead(status, { ...headers, 'content-type': type }).end(body);
};

const viewOf = (text: string | null): View => (text === 'text' || text === 'headers' ? text : 'html');

/** Links of the letter leave its frame: the site forbids to be framed. */
const opening = (markup: string) => `<base target="_blank">${markup}`;

const sendPart = (response: ServerResponse, letter: Letter, part: string): boolean => {
  if (part === 'body' && letter.html !== undefined) {
    send(response, { type: HTML, body: opening(letter.html), headers: FOREIGN });
    return true;
  }
  const file = letter.attachments[Number(/^files\/(\d+)$/.exec(part)?.[1] ?? -1)];
  if (file === undefined) return false;
  const name = file.filename.replace(/[^\w.-]/g, '_');
  send(response, {
    type: file.type,
    body: file.content,
    headers: { ...FOREIGN, 'content-disposition': `attachment; filename="${name}"` },
  });
  return true;
};

const sendList = async (folder: string, still: boolean, response: ServerResponse): Promise<void> => {
  const { text } = listPage(await readLetters(folder, MOST_SHOWN), still);
  const headers: Record<string, string> = still ? OURS : { ...OURS, refresh: '5' };
  send(response, { type: HTML, body: text, headers });
};

const answer = async (folder: string, url: URL, response: ServerResponse): Promise<void> => {
  const page = (status: number, markup: { readonly text: string }) =>
    send(response, { status, type: HTML, body: markup.text });
  if (url.pathname === '/') return sendList(folder, url.searchParams.has('still'), response);
  if (url.pathname === '/mailbox.css')
    return send(response, { type: 'text/css; charset=utf-8', body: STYLES });
  const [, id = '', part] = /^\/letters\/([\w-]+)(?:\/(.+))?$/.exec(url.pathname) ?? [];
  const letter = await readLetter(folder, id);
  if (letter === undefined) return page(404, missingPage());
  if (part === undefined) return page(200, letterPage(letter, viewOf(url.searchParams.get('view'))));
  if (!sendPart(response, letter, part)) page(404, missingPage());
};

export type LocalMailbox = { readonly origin: string; close(): Promise<void> };

/** Shows the letters of a folder, on loopback only: `port` 0 takes any free one. */
export const startMailbox = async (options: {
  readonly folder: string;
  readonly port: number;
}): Promise<LocalMailbox> => {
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    if (
      url === null ||
      !HOSTS.test(request.headers.host ?? '') ||
      !['GET', 'HEAD'].includes(request.method ?? '')
    )
      return void response.writeHead(400).end();
    answer(options.folder, url, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
