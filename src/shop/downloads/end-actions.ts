import type { PracticeId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db.ts';
import { recordChange } from '../fulfilment/public.ts';
import * as store from './store.ts';

/** The desk ends a download, or opens it again; answers whose order it is. Pressed twice it is done once. */
export const endDownload = (
  db: Db,
  practiceId: PracticeId,
  id: string,
  to: 'ended' | 'open',
): Promise<{ readonly orderId: string } | undefined> =>
  db.begin(async (tx) => {
    const before = await store.lockDownload(tx, practiceId, id);
    if (!before) return undefined;
    const was = before.endedAt === null ? 'open' : 'ended';
    if (was === to) return { orderId: before.orderId };
    await store.setEnded(tx, practiceId, id, to === 'ended');
    await recordChange(tx, practiceId, { entity: 'download', id, was, became: to, actor: 'desk' });
    return { orderId: before.orderId };
  });
