// Workbooks and packages on a test database, for carts that hold more than seats.
import type { PracticeId } from '../../src/kernel/id.ts';
import { newId } from '../../src/platform/ids.ts';
import type { TestApp, Visitor } from './app.ts';
import type { TestDatabase } from './database.ts';
import type { GroupForSale } from './sale.ts';

export type Thing = { readonly id: string; readonly address: string; readonly name: string };

let serial = 0;

/** A published workbook whose file is a short PDF. */
export const sellWorkbook = async (
  { owner }: Pick<TestDatabase, 'owner'>,
  practiceId: PracticeId,
  wish: { readonly name?: string; readonly priceMinor?: number } = {},
): Promise<Thing> => {
  const [id, fileId] = [newId<'workbook'>(), newId<'file'>()];
  const thing = { id, address: `book-${serial++}`, name: wish.name ?? 'Sleeping again' };
  const bytes = Buffer.from('%PDF-1.7\nA short file for tests.\n');
  await owner`
    insert into shop.files (practice_id, id, type, name, size, sha256)
    values (${practiceId}, ${fileId}, 'application/pdf', 'book.pdf', ${bytes.length}, sha256(${bytes}))
  `;
  await owner`
    insert into shop.file_parts (practice_id, file_id, number, bytes) values (${practiceId}, ${fileId}, 0, ${bytes})
  `;
  await owner`
    insert into shop.workbooks (practice_id, id, state, address, name, summary, words, price_minor, currency, newest)
    values (${practiceId}, ${id}, 'published', ${thing.address}, ${thing.name}, 'Words', 'More words',
      ${wish.priceMinor ?? 1_200}, 'USD', 1)
  `;
  await owner`
    insert into shop.workbook_versions (practice_id, id, workbook_id, number, file_id)
    values (${practiceId}, ${newId()}, ${id}, 1, ${fileId})
  `;
  return thing;
};

/** A published package of seats, each at its group's first price, and workbooks. */
export const sellPackage = async (
  { owner }: Pick<TestDatabase, 'owner'>,
  practiceId: PracticeId,
  wish: {
    readonly groups: readonly GroupForSale[];
    readonly workbooks?: readonly Thing[];
    readonly priceMinor: number;
    readonly name?: string;
  },
): Promise<Thing> => {
  const id = newId<'package'>();
  const thing = { id, address: `pack-${serial++}`, name: wish.name ?? 'A calmer autumn' };
  await owner`
    insert into shop.packages (practice_id, id, state, address, name, summary, words, price_minor, currency)
    values (${practiceId}, ${id}, 'published', ${thing.address}, ${thing.name}, 'Words', 'More words',
      ${wish.priceMinor}, 'USD')
  `;
  const parts = [
    ...wish.groups.map((group) => ({ offering: group.offering, tier: group.tiers[0] ?? null, book: null })),
    ...(wish.workbooks ?? []).map((book) => ({ offering: null, tier: null, book: book.id })),
  ];
  for (const [position, part] of parts.entries())
    await owner`
      insert into shop.package_parts (practice_id, id, package_id, position, offering_id, tier_id, workbook_id)
      values (${practiceId}, ${newId()}, ${id}, ${position}, ${part.offering}, ${part.tier}, ${part.book})
    `;
  return thing;
};

/** Sends a file the way a browser does. */
export const sendFile = async (
  { app }: Pick<TestApp, 'app'>,
  by: Visitor,
  path: string,
  sent: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly note?: string },
) => {
  const form = new FormData();
  form.append('file', new File([sent.bytes], sent.name));
  form.append('note', sent.note ?? '');
  const body = new Response(form);
  return app.inject({
    method: 'POST',
    url: path,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      'content-type': body.headers.get('content-type') ?? '',
      cookie: [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    payload: Buffer.from(await body.arrayBuffer()),
  });
};

/** A PDF of some bytes, whole from its first to its last. */
export const smallPdf = (words: string) => new Uint8Array(Buffer.from(`%PDF-1.7\n${words}\n%%EOF\n`));

export const takeWorkbook = (visitor: Visitor, { id }: Thing) =>
  visitor.post('/cart/lines', { workbook: id });
export const takePackage = (visitor: Visitor, { id }: Thing) => visitor.post('/cart/lines', { package: id });
