import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import type { TaxWish } from './forms.ts';
import { insertTax, taxInForce } from './store.ts';

export type TaxRefusal = { readonly because: 'changed-meanwhile' };

/** A new version of the settings, on top of the one that the form was opened with. The same again is no new one. */
export const saveTax = (
  db: Db,
  by: { readonly practiceId: PracticeId; readonly personId: string },
  { wish, opened }: { readonly wish: TaxWish; readonly opened: number },
): Promise<Result<true, TaxRefusal>> =>
  db.begin(async (tx) => {
    const { version, ...now } = await taxInForce(tx, by.practiceId);
    if (version !== opened) return refuse({ because: 'changed-meanwhile' });
    const isSame = (Object.keys(wish) as (keyof TaxWish)[]).every((name) => wish[name] === now[name]);
    if (isSame) return accept(true);
    const [saved] = await insertTax(tx, by, { ...wish, version: version + 1 });
    return saved ? accept(true) : refuse({ because: 'changed-meanwhile' });
  });
