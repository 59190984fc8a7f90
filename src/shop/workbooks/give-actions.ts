import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import { fileNameOf } from './file-type.ts';
import { partOfFile } from './store.ts';
import type { Version } from './workbook.ts';

/** A file on its way out: what the answer says of it, and its parts one after the other. */
export const giveFile = (
  sql: Queryable,
  practiceId: PracticeId,
  { name, version }: { readonly name: string; readonly version: Version },
) => ({
  headers: {
    'content-type': version.type,
    'content-length': String(version.size),
    'content-disposition': `attachment; filename="${fileNameOf(name, version.type)}"`,
    // No cache but the reader's own disk may keep what was paid for.
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  },
  parts: partsOf(sql, practiceId, version.fileId),
});

async function* partsOf(sql: Queryable, practiceId: PracticeId, fileId: string) {
  for (let number = 0; ; number += 1) {
    const bytes = await partOfFile(sql, practiceId, fileId, number);
    if (!bytes) return;
    yield bytes;
  }
}
