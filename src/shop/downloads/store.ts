import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';

export type BoughtLine = {
  readonly lineId: string;
  readonly workbookId: string;
  readonly version: number;
};

export const workbookLines = (tx: Tx, practiceId: PracticeId, checkoutId: string) => tx<BoughtLine[]>`
  select id as "lineId", workbook_id as "workbookId", workbook_version as version
  from shop.checkout_lines
  where practice_id = ${practiceId} and checkout_id = ${checkoutId} and kind = 'workbook'
  order by id
`;

export const insertDownloads = (
  tx: Tx,
  practiceId: PracticeId,
  orderId: string,
  downloads: readonly (BoughtLine & { readonly id: string; readonly secretHash: Buffer })[],
) => tx`
  insert into shop.downloads ${tx(
    downloads.map((download) => ({
      practice_id: practiceId,
      id: download.id,
      order_id: orderId,
      line_id: download.lineId,
      workbook_id: download.workbookId,
      version: download.version,
      secret_hash: download.secretHash,
    })),
  )}
`;

/**
 * Whether a download may be used, of `d` beside its order `o` and its line `l`: nobody ended it, not all of the order
 * went back, and not all of this line was given back by name.
 */
export const isOpen = (sql: Queryable) => sql`(
  d.ended_at is null and o.state <> 'refunded' and (l.payable_minor = 0 or l.payable_minor > coalesce((
    select sum(part.amount_minor) from shop.refund_lines as part
    join shop.refunds as refund on refund.practice_id = part.practice_id and refund.id = part.refund_id
    where part.practice_id = l.practice_id and part.line_id = l.id
      and refund.state not in ('failed', 'cancelled', 'undone')), 0)))`;

export type Download = {
  readonly id: string;
  readonly orderId: string;
  readonly workbookId: string;
  /** As it was called when it was bought. */
  readonly name: string;
  /** The version that was bought. */
  readonly version: number;
  readonly isOpen: boolean;
};

/** The download behind the hash of its link's secret. */
export const downloadBehind = async (sql: Queryable, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await sql<Download[]>`
    select d.id, d.order_id as "orderId", d.workbook_id as "workbookId", l.name, d.version, ${isOpen(sql)} as "isOpen"
    from shop.downloads d
    join shop.orders o on o.practice_id = d.practice_id and o.id = d.order_id
    join shop.checkout_lines l on l.practice_id = d.practice_id and l.id = d.line_id
    where d.practice_id = ${practiceId} and d.secret_hash = ${secretHash}
  `;
  return row;
};

/** One time more that a version was given out. */
export const countDownload = (
  sql: Queryable,
  practiceId: PracticeId,
  time: { readonly id: string; readonly downloadId: string; readonly version: number },
) => sql`
  insert into shop.download_times (practice_id, id, download_id, version)
  values (${practiceId}, ${time.id}, ${time.downloadId}, ${time.version})
`;

export const lockDownload = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<{ orderId: string; endedAt: Instant | null }[]>`
    select order_id as "orderId", ended_at as "endedAt" from shop.downloads
    where practice_id = ${practiceId} and id = ${id} for no key update
  `;
  return row;
};

export const setEnded = (tx: Tx, practiceId: PracticeId, id: string, ended: boolean) => tx`
  update shop.downloads set ended_at = ${ended ? tx`platform.now()` : null},
    ended_because = ${ended ? 'by-hand' : null}
  where practice_id = ${practiceId} and id = ${id}
`;
