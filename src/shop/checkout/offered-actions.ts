import type { Db } from '../../platform/db.ts';
import type { Limits } from '../../platform/limits.ts';
import { urls } from '../../urls.ts';
import { addLine, type CartOf } from '../cart/public.ts';
import { beginCheckout } from './begin-actions.ts';

/**
 * Somebody takes the chair that is kept for them: into this browser's cart, and on to the first step. Where that cannot
 * go on at once, because of this line or of another one in the cart, the cart's page says why.
 */
export const takeOffered = async (
  deps: { readonly db: Db; readonly limits: Limits },
  of: CartOf,
  address: string,
  wish: { readonly offeringId: string; readonly tierId: string; readonly offerId: string },
): Promise<{ readonly secret: string | undefined; readonly next: string }> => {
  const put = await addLine(deps.db, of, { kind: 'seat', ...wish });
  if (!put.ok) return { secret: undefined, next: urls.cart({ refused: put.refusal.because }) };
  const { secret } = put.value;
  const begun = await beginCheckout(deps, { practiceId: of.practiceId, secret }, address);
  return { secret, next: begun.ok ? urls.checkout() : urls.cart() };
};
