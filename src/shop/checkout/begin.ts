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
    /** The code in the cart takes nothing off any more; the cart says why beside it. */
    | 'code-problem'
    /** The last use of the code, or what the sponsors' fund had left, went to somebody else at this moment. */
    | 'saving-gone'
    /** Money may be moving for the checkout before this one. */
    | 'confirming';
};

/** What "Go on" does: go on with the hold that lives, or open a new checkout in place of the one before. */
export type Beginning = { readonly goOn: Checkout } | { readonly replace: Checkout | undefined };

/** The code that lies in the cart, and whether it takes nothing off any more. */
export type CodeInCart = { readonly id: string; readonly hasProblem: boolean } | undefined;

/** The same lines and code with a hold that lives go on with it, on its terms; everything else begins anew, on today's. */
export const begin = (
  before: Checkout | undefined,
  lines: readonly LineView[],
  code?: CodeInCart,
): Result<Beginning, BeginRefusal> => {
  const running = before && isRunning(before) ? before : undefined;
  const standing = running && standingOf(running);
  if (standing === 'confirming') return refuse({ because: 'confirming' });
  if (running && standing === 'live' && isSame(running, lines, code)) return accept({ goOn: running });
  const because = whyNot(lines, code);
  return because ? refuse({ because }) : accept({ replace: running });
};

const isSame = (running: Checkout, lines: readonly LineView[], code: CodeInCart): boolean =>
  holdsExactly(running.lines, lines) && running.couponId === (code?.id ?? null);

const whyNot = (lines: readonly LineView[], code: CodeInCart): BeginRefusal['because'] | undefined => {
  if (lines.length === 0) return 'empty';
  if (lines.some((line) => line.problem)) return 'line-problem';
  if (lines.some((line) => line.listedBefore)) return 'price-changed';
  return code?.hasProblem ? 'code-problem' : undefined;
};

const isRunning = (checkout: Checkout) => checkout.state === 'open' || checkout.state === 'paying';
