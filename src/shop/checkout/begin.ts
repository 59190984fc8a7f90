import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { LineView } from '../cart/public.ts';
import { type Checkout, holdsExactly, standingOf } from './checkout.ts';

export type BeginRefusal = {
  readonly because: /** Nothing lies in the cart. */
    | 'empty'
    /** A line cannot be bought now; the cart says why beside it. */
    | 'line-problem'
    /** A price is another than the one that was listed; it is relisted, and a second press takes it. */
    | 'price-changed'
    /** Money may be moving for the checkout before this one. */
    | 'confirming';
};

/** What "Go on" does: go on with the hold that lives, or open a new checkout in place of the one before. */
export type Beginning = { readonly goOn: Checkout } | { readonly replace: Checkout | undefined };

/** The same lines with a hold that lives go on with it, on its terms; everything else begins anew, on today's. */
export const begin = (
  before: Checkout | undefined,
  lines: readonly LineView[],
): Result<Beginning, BeginRefusal> => {
  if (before && isRunning(before)) {
    const standing = standingOf(before);
    if (standing === 'confirming') return refuse({ because: 'confirming' });
    if (standing === 'live' && holdsExactly(before.lines, lines)) return accept({ goOn: before });
  }
  if (lines.length === 0) return refuse({ because: 'empty' });
  if (lines.some((line) => line.problem)) return refuse({ because: 'line-problem' });
  if (lines.some((line) => line.listedBefore)) return refuse({ because: 'price-changed' });
  return accept({ replace: before && isRunning(before) ? before : undefined });
};

const isRunning = (checkout: Checkout) => checkout.state === 'open' || checkout.state === 'paying';
