import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import type { SecretLinks } from '../../platform/links.ts';
import * as store from './store.ts';

/** For the order being placed, in its transaction: one right to download for each workbook it bought. */
export const openDownloads = async (
  tx: Tx,
  { links }: { readonly links: SecretLinks },
  of: { readonly practiceId: PracticeId; readonly checkoutId: string; readonly orderId: string },
): Promise<readonly string[]> => {
  const lines = await store.workbookLines(tx, of.practiceId, of.checkoutId);
  if (lines.length === 0) return [];
  const downloads = lines.map((line) => {
    const id = newId<'download'>();
    return { ...line, id, secretHash: hashSecret(links.secret('download', id)) };
  });
  await store.insertDownloads(tx, of.practiceId, of.orderId, downloads);
  return downloads.map(({ id }) => id);
};
