import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Version, Workbook, WorkbookForSale } from './workbook.ts';

/** The workbook with this id in any state: cart and checkout say for themselves why it cannot be bought. */
export const workbookForSale = async (sql: Queryable, practiceId: PracticeId, workbookId: string) => {
  const [row] = await sql<WorkbookForSale[]>`
    select id as "workbookId", state, address, name, price_minor as "priceMinor", currency, newest
    from shop.workbooks where practice_id = ${practiceId} and id = ${workbookId}
  `;
  return row;
};

export const workbookColumns = (sql: Queryable) => sql`
  w.id as "workbookId", w.state, w.address, w.name, w.summary, w.words, w.price_minor as "priceMinor", w.currency,
  w.newest, w.savings
`;

/** What visitors may choose from, by name. */
export const publishedWorkbooks = (sql: Queryable, practiceId: PracticeId) => sql<Workbook[]>`
  select ${workbookColumns(sql)} from shop.workbooks w
  where w.practice_id = ${practiceId} and w.state = 'published' order by w.name, w.id limit 200
`;

export const publishedWorkbookAt = async (sql: Queryable, practiceId: PracticeId, address: string) => {
  const [row] = await sql<Workbook[]>`
    select ${workbookColumns(sql)} from shop.workbooks w
    where w.practice_id = ${practiceId} and w.address = ${address} and w.state = 'published'
  `;
  return row;
};

/** Every version of its file, the newest first. */
export const versionsOf = (sql: Queryable, practiceId: PracticeId, workbookId: string) => sql<Version[]>`
  select v.number, v.file_id as "fileId", f.type, f.size::float8 as size, f.name as "fileName", v.note, v.added_at as "addedAt"
  from shop.workbook_versions v
  join shop.files f on f.practice_id = v.practice_id and f.id = v.file_id
  where v.practice_id = ${practiceId} and v.workbook_id = ${workbookId}
  order by v.number desc
`;

/** One part of a file, from 0; undefined behind the last. A file is given out part by part, never held whole. */
export const partOfFile = async (sql: Queryable, practiceId: PracticeId, fileId: string, number: number) => {
  const [row] = await sql<{ bytes: Buffer }[]>`
    select bytes from shop.file_parts
    where practice_id = ${practiceId} and file_id = ${fileId} and number = ${number}
  `;
  return row?.bytes;
};
