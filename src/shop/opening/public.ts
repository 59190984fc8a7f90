import type { Db } from '../../platform/db.ts';
import { openingFacts, type Viewing } from './actions.ts';
import { checklist, missingOf, type PayPalPlace } from './checklist.ts';

export type { OpeningDeps } from './actions.ts';

/** How many things are still missing before this practice can open. */
export const missingToOpen =
  (deps: { readonly db: Db; readonly place: PayPalPlace }) =>
  async (viewing: Viewing): Promise<number> =>
    missingOf(checklist(await openingFacts(deps, viewing)));
