import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import { recordChange } from '../fulfilment/public.ts';
import * as store from './break-store.ts';
import { type Found, match } from './match.ts';
import type { Break } from './sides.ts';
import { sidesOf } from './sides-store.ts';
import { isCovered, type Span } from './window.ts';

/** Who compared, as history keeps it. */
export type Comparer = 'reconciler' | 'desk';

/** What both books say of a stretch of time, by what is stored now. */
export const compared = async (tx: Tx, practiceId: PracticeId, span: Span): Promise<Found> =>
  match(await sidesOf(tx, practiceId, span));

export type Kept = { readonly found: number; readonly closed: number };

/**
 * Writes down what differs: what is new is opened, what agrees by now is gone. What a person has decided about stays
 * decided while both sides say the same. `span` is what was compared: older breaks are left alone.
 */
export const keepBreaks = async (
  tx: Tx,
  practiceId: PracticeId,
  { span, breaks, by }: { readonly span: Span; readonly breaks: readonly Break[]; readonly by: Comparer },
): Promise<Kept> => {
  const open = await store.lockOpen(tx, practiceId);
  const known = new Set(open.map(({ fingerprint }) => fingerprint));
  const told = new Map(breaks.map((one) => [one.fingerprint, one]));
  const decided = await store.decidedAmong(tx, practiceId, [...told.keys()]);
  const fresh = [...told.values()].filter(
    ({ fingerprint }) => !known.has(fingerprint) && !decided.has(fingerprint),
  );
  const gone = open.filter(({ fingerprint, at }) => !told.has(fingerprint) && isCovered(span, at));
  for (const one of gone) {
    await store.saveBreak(tx, practiceId, one, { state: 'gone', by: null });
    await recordChange(tx, practiceId, {
      ...{ entity: 'break', id: one.id, was: 'open', became: 'gone', because: one.kind, actor: by },
    });
  }
  let found = 0;
  for (const one of fresh) {
    const id = await store.insertBreak(tx, practiceId, one);
    if (!id) continue;
    found += 1;
    await recordChange(tx, practiceId, {
      ...{ entity: 'break', id, was: null, became: 'open', because: one.kind, actor: by },
    });
  }
  return { found, closed: gone.length };
};
