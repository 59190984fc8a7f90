import { z } from 'zod';
import { safePath } from './return-path.ts';

const id = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** Where "Exit Shopping Cart" leads; anything that is not a path of this site is as if it had not been sent. */
const from = z.unknown().optional().transform(safePath);

/** One chair a person and group: a form that asks for another number is not ours, and is told so. */
const quantity = z.enum(['1', '']).optional();

export const LineForm = z.object({ offering: id, tier: id, from, quantity });
export const TierForm = z.object({ tier: id, from });
/** A code as typed; what is too long to be one is none. */
export const CodeForm = z.object({ code: z.string().max(200).catch(''), from });
export const LeaveForm = z.object({ from });
export const LineId = z.object({ id });

/** What the cart's page is asked to show besides its lines. Unreadable values are as if absent. */
export const CartQuery = z.object({
  from,
  /** Why a chair that was offered could not be put in. */
  refused: z
    .enum(['offer-elsewhere', 'two-people', 'full', 'apply-first', 'other-currency', 'cart-full'])
    .optional()
    .catch(undefined),
  removed: id.optional().catch(undefined),
  tier: id.optional().catch(undefined),
  price: z
    .literal('changed')
    .optional()
    .catch(undefined)
    .transform((value) => value === 'changed'),
});
