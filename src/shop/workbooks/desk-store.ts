import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { WorkbookFilter } from './list.ts';
import { workbookColumns } from './store.ts';
import type { FileType, Workbook, WorkbookState, WorkbookWords } from './workbook.ts';

const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** A workbook in the desk's list: how often it was bought, and what of it came in. */
export type ListedWorkbook = Workbook & {
  readonly sold: number;
  readonly takenMinor: number;
  readonly downloads: number;
};

const matching = (sql: Queryable, practiceId: PracticeId, { typed, shown }: WorkbookFilter) => sql`
  w.practice_id = ${practiceId}
  ${shown === 'all' ? sql`` : sql`and w.state ${shown === 'open' ? sql`<> 'archived'` : sql`= ${shown}`}`}
  ${typed === '' ? sql`` : sql`and w.name ilike ${`%${literally(typed)}%`}`}
`;

const sorting = (sql: Queryable, { sortBy }: WorkbookFilter) => {
  if (sortBy === 'sold') return sql`order by sold desc, w.name, w.id`;
  if (sortBy === 'newest') return sql`order by w.created_at desc, w.id`;
  return sql`order by w.name, w.id`;
};

/** Workbooks of one page in the asked order. */
export const workbooksPage = (
  sql: Queryable,
  practiceId: PracticeId,
  filter: WorkbookFilter,
  window: { readonly limit: number; readonly offset: number },
) => sql<ListedWorkbook[]>`
  select ${workbookColumns(sql)}, sales.sold, sales.taken as "takenMinor", sales.downloads
  from shop.workbooks w, lateral (
    select count(*)::integer as sold, coalesce(sum(line.payable_minor), 0)::float8 as taken,
      (select count(*)::integer from shop.download_times t join shop.downloads of
        on of.practice_id = ${practiceId} and of.id = t.download_id
        where t.practice_id = ${practiceId} and of.workbook_id = w.id) as downloads
    from shop.downloads d join shop.checkout_lines line on line.practice_id = ${practiceId} and line.id = d.line_id
    where d.practice_id = ${practiceId} and d.workbook_id = w.id) as sales
  where ${matching(sql, practiceId, filter)} ${sorting(sql, filter)}
  limit ${window.limit} offset ${window.offset}
`;

export const countWorkbooks = async (sql: Queryable, practiceId: PracticeId, filter: WorkbookFilter) => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from shop.workbooks w where ${matching(sql, practiceId, filter)}
  `;
  return row?.count ?? 0;
};

export const workbookById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<Workbook[]>`
    select ${workbookColumns(sql)} from shop.workbooks w where w.practice_id = ${practiceId} and w.id = ${id}
  `;
  return row;
};

export const lockWorkbook = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<Workbook[]>`
    select ${workbookColumns(tx)} from shop.workbooks w
    where w.practice_id = ${practiceId} and w.id = ${id} for no key update
  `;
  return row;
};

type Fresh = WorkbookWords & { readonly id: string; readonly address: string; readonly currency: string };

export const insertWorkbook = (tx: Tx, practiceId: PracticeId, fresh: Fresh) => tx`
  insert into shop.workbooks (practice_id, id, state, address, name, summary, words, price_minor, currency)
  values (${practiceId}, ${fresh.id}, 'draft', ${fresh.address}, ${fresh.name}, ${fresh.summary}, ${fresh.words},
    ${fresh.priceMinor}, ${fresh.currency})
`;

export const saveWords = (
  tx: Tx,
  practiceId: PracticeId,
  { id, currency, ...words }: WorkbookWords & { readonly id: string; readonly currency: string },
) => tx`
  update shop.workbooks set name = ${words.name}, summary = ${words.summary}, words = ${words.words},
    price_minor = ${words.priceMinor}, currency = ${currency}, savings = savings + 1, changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id}
`;

export const setState = (tx: Tx, practiceId: PracticeId, id: string, state: WorkbookState) => tx`
  update shop.workbooks set state = ${state}, changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id}
`;

/** Bytes of one stored part. */
const PART = 262_144;

export type NewFile = {
  readonly id: string;
  readonly type: FileType;
  readonly name: string;
  readonly bytes: Uint8Array;
};

/** Stores a file in parts, so that giving it out never holds it whole. */
export const insertFile = async (tx: Tx, practiceId: PracticeId, file: NewFile) => {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  await tx`
    insert into shop.files (practice_id, id, type, name, size, sha256)
    values (${practiceId}, ${file.id}, ${file.type}, ${file.name}, ${bytes.length}, sha256(${bytes}))
  `;
  for (let number = 0; number * PART < bytes.length; number += 1)
    await tx`
      insert into shop.file_parts (practice_id, file_id, number, bytes)
      values (${practiceId}, ${file.id}, ${number}, ${bytes.subarray(number * PART, (number + 1) * PART)})
    `;
};

/** Whether the newest version has these very bytes: the same form sent twice is one version. */
export const isNewest = async (tx: Tx, practiceId: PracticeId, workbookId: string, bytes: Uint8Array) =>
  (
    await tx`
      select 1 from shop.workbook_versions v
      join shop.files f on f.practice_id = v.practice_id and f.id = v.file_id
      join shop.workbooks w on w.practice_id = v.practice_id and w.id = v.workbook_id and w.newest = v.number
      where v.practice_id = ${practiceId} and v.workbook_id = ${workbookId} and f.sha256 = sha256(${bytes})
    `
  ).length > 0;

export const insertVersion = async (
  tx: Tx,
  practiceId: PracticeId,
  version: {
    readonly id: string;
    readonly workbookId: string;
    readonly number: number;
    readonly fileId: string;
    readonly note: string;
  },
) => {
  await tx`
    insert into shop.workbook_versions (practice_id, id, workbook_id, number, file_id, note)
    values (${practiceId}, ${version.id}, ${version.workbookId}, ${version.number}, ${version.fileId}, ${version.note})
  `;
  await tx`
    update shop.workbooks set newest = ${version.number}, changed_at = platform.now()
    where practice_id = ${practiceId} and id = ${version.workbookId}
  `;
};

export type ChangeRow = {
  readonly at: Instant;
  readonly was: string | null;
  readonly became: string;
  readonly because: string | null;
};

export const changesOfWorkbook = (sql: Queryable, practiceId: PracticeId, id: string) => sql<ChangeRow[]>`
  select at, was, became, because from shop.history
  where practice_id = ${practiceId} and entity_id = ${id} and entity = 'workbook' order by at desc, id desc limit 100
`;

/** How often it was bought, and how often its file was given out. */
export const salesOf = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<{ sold: number; downloads: number; takenMinor: number }[]>`
    select count(*)::integer as sold, coalesce(sum(line.payable_minor), 0)::float8 as "takenMinor",
      (select count(*)::integer from shop.download_times t
        join shop.downloads of on of.practice_id = ${practiceId} and of.id = t.download_id
        where t.practice_id = ${practiceId} and of.workbook_id = ${id}) as downloads
    from shop.downloads d join shop.checkout_lines line on line.practice_id = ${practiceId} and line.id = d.line_id
    where d.practice_id = ${practiceId} and d.workbook_id = ${id}
  `;
  return row ?? { sold: 0, downloads: 0, takenMinor: 0 };
};
