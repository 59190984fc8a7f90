import type { Practice } from '../../identity/practice/public.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Edited } from './actions.ts';
import type { Look } from './pages/field-words.ts';
import { facilitatorsOf } from './store.ts';

/** What words need besides the group itself: names, currency, locale. */
export const lookOf = async (
  sql: Queryable,
  practice: Practice,
  { printed }: Pick<Edited, 'printed'>,
): Promise<Look> => {
  const facilitators = await facilitatorsOf(sql, practice.id, { retired: true });
  return {
    locale: practice.locale,
    currency: printed?.currency ?? practice.currency,
    facilitatorNames: new Map(facilitators.map(({ id, name }) => [id, name])),
  };
};
