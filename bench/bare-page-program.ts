// The floor of a page: a bare node:http server without framework that sends what our site sent, with the same headers.
// 'memory' sends the bytes; 'template' asks the same query through the same driver and fills a string template.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PracticeId } from '../src/kernel/id.ts';
import { type Db, openDb } from '../src/platform/db.ts';
import { seatsOf } from '../src/shop/catalogue/store.ts';
import { optionsOfProgram, serveParent } from './program.ts';
import { type Answer, fetchOnce, type Headers } from './wire.ts';

export type BarePage = {
  readonly from: 'memory' | 'template';
  /** Our site, to take the page from. */
  readonly port: number;
  readonly path: string;
  readonly headers: Headers;
  readonly appUrl: string;
};

/** node:http writes these by itself. */
const OWN = ['date', 'connection', 'keep-alive'];

const headersOf = ({ head }: Answer): string[] =>
  head
    .split('\r\n')
    .slice(1)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const)
    .filter(([name]) => !OWN.includes(name.toLowerCase()))
    .flat();

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '') : text;
const unescaped = (text: string) =>
  Object.entries(ESCAPES).reduceRight((plain, [character, code]) => plain.replaceAll(code, character), text);

type Seats = { readonly offeringId: string; capacity: number; held: number; confirmed: number };
/** A card: the ring comes from its seats, values stand between the strings and are escaped each time. */
type CardTemplate = {
  readonly offeringId: string;
  readonly strings: readonly string[];
  readonly values: readonly string[];
};
type Template = { readonly cards: readonly CardTemplate[]; readonly start: string; readonly end: string };

const CARD = /<article class="card"><div class="group">(<svg.*?<\/svg>)([\s\S]*?<\/article>)/g;

const cardOf = (markup: string, offeringId: string): CardTemplate => {
  const pieces = markup.split(/((?<=>)[^<\n]+(?=<))/);
  return {
    offeringId,
    strings: pieces.filter((_, index) => index % 2 === 0),
    values: pieces.filter((_, index) => index % 2 === 1).map(unescaped),
  };
};

const ringKey = ({ capacity, confirmed, held }: Seats) => `${capacity},${confirmed},${held}`;

const fillCard = ({ strings, values }: CardTemplate, ring: string): string => {
  let text = `<article class="card"><div class="group">${ring}${strings[0]}`;
  for (let index = 0; index < values.length; index++)
    text += escaped(values[index] as string) + (strings[index + 1] as string);
  return text;
};

const fill = (template: Template, rings: ReadonlyMap<string, string>, rows: readonly Seats[]): string => {
  const seats = new Map(rows.map((row) => [row.offeringId, row]));
  let cards = '';
  for (const card of template.cards)
    cards += fillCard(card, rings.get(ringKey(seats.get(card.offeringId) as Seats)) ?? '');
  return `${template.start}${cards}${template.end}`;
};

/** Takes our page apart into a template, and throws unless filling it gives the same bytes. */
const readTemplate = async (db: Db, page: string) => {
  const listings = await db.sql<{ offeringId: string; address: string; practiceId: PracticeId }[]>`
    select offering_id as "offeringId", address, practice_id as "practiceId" from shop.listings
  `;
  const practiceId = listings[0]?.practiceId as PracticeId;
  const idOf = new Map(listings.map(({ address, offeringId }) => [address, offeringId]));
  const drawn = [...page.matchAll(CARD)].map(([whole, ring = '', rest = '']) => {
    const address = /href="\/groups\/([^"]+)"/.exec(rest)?.[1] ?? '';
    return { whole, ring, card: cardOf(rest, idOf.get(address) ?? '') };
  });
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last) throw new Error('The page shows no cards');
  const template = {
    start: page.slice(0, page.indexOf(first.whole)),
    cards: drawn.map(({ card }) => card),
    end: page.slice(page.lastIndexOf(last.whole) + last.whole.length),
  };
  const ids = template.cards.map(({ offeringId }) => offeringId);
  const ask = () => seatsOf(db.sql, practiceId, ids);
  const rows = await ask();
  const seats = new Map(rows.map((row) => [row.offeringId as string, row]));
  const rings = new Map(
    drawn.map(({ ring, card }) => [ringKey(seats.get(card.offeringId) as Seats), ring] as const),
  );
  if (fill(template, rings, rows) !== page) throw new Error("The floor's template does not give our page");
  return { ask, fill: (fresh: readonly Seats[]) => fill(template, rings, fresh), cards: ids.length };
};

const fromMemory = ({ body, ...answer }: Answer): Server => {
  const headers = headersOf(answer as Answer);
  return createServer({ keepAliveTimeout: 20_000 }, (_request, response) => {
    response.writeHead(200, headers);
    response.end(body);
  });
};

const fromTemplate = async (db: Db, answer: Answer): Promise<Server> => {
  const template = await readTemplate(db, answer.body.toString());
  const headers = headersOf(answer);
  return createServer({ keepAliveTimeout: 20_000 }, async (_request, response) => {
    const page = Buffer.from(template.fill(await template.ask()));
    response.writeHead(200, headers);
    response.end(page);
  });
};

const { from, port, path, headers, appUrl } = optionsOfProgram<BarePage>();
const db = openDb({ url: appUrl });
const answer = await fetchOnce(port, path, headers);
const server = from === 'memory' ? fromMemory(answer) : await fromTemplate(db, answer);
server.listen(0, '127.0.0.1', () => {
  serveParent((server.address() as AddressInfo).port, async () => {
    server.closeAllConnections();
    server.close();
    await db.close();
  });
});
