import { z } from 'zod';
import type { CartRefusal, Wish } from './cart.ts';
import { safePath } from './return-path.ts';

const id = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** Where "Exit Shopping Cart" leads; anything that is not a path of this site is as if it had not been sent. */
const from = z.unknown().optional().transform(safePath);

/** One of each: a form that asks for another number is not ours, and is told so. */
const quantity = z.enum(['1', '']).optional();

const SeatForm = z.object({ offering: id, tier: id });
const WorkbookForm = z.object({ workbook: id });
const PackageForm = z.object({ package: id });
const Around = z.object({ from, quantity });

type Read =
  | { readonly wish: Wish; readonly from: string | undefined }
  | { readonly refusal: CartRefusal['because'] };

/** What a form wants to put into the cart; nothing else that it sends is read. */
export const readWish = (body: unknown): Read => {
  const around = Around.safeParse(body ?? {});
  if (!around.success) return { refusal: 'one-of-each' };
  const { from: back } = around.data;
  const has = (name: string) => typeof body === 'object' && body !== null && name in body;
  if (has('workbook')) {
    const form = WorkbookForm.safeParse(body);
    if (!form.success) return { refusal: 'unknown-thing' };
    return { wish: { kind: 'workbook', workbookId: form.data.workbook }, from: back };
  }
  if (has('package')) {
    const form = PackageForm.safeParse(body);
    if (!form.success) return { refusal: 'unknown-thing' };
    return { wish: { kind: 'package', packageId: form.data.package }, from: back };
  }
  return readSeat(body, back);
};

const readSeat = (body: unknown, back: string | undefined): Read => {
  const form = SeatForm.safeParse(body ?? {});
  if (form.success) {
    const { offering, tier } = form.data;
    return { wish: { kind: 'seat', offeringId: offering, tierId: tier }, from: back };
  }
  const wrong = new Set(form.error.issues.map((issue) => issue.path[0]));
  return { refusal: wrong.has('offering') ? 'unknown-group' : 'unknown-price' };
};

export const TierForm = z.object({ tier: id, from });
/** A code as typed; what is too long to be one is none. */
export const CodeForm = z.object({ code: z.string().max(200).catch(''), from });
export const LeaveForm = z.object({ from });
export const LineId = z.object({ id });

/** What the cart's page is asked to show besides its lines. Unreadable values are as if absent. */
export const CartQuery = z
  .object({
    from,
    /** Why a chair that was offered could not be put in. */
    refused: z
      .enum(['offer-elsewhere', 'two-people', 'full', 'apply-first', 'other-currency', 'cart-full'])
      .optional()
      .catch(undefined),
    removed: id.optional().catch(undefined),
    kind: z.enum(['seat', 'workbook', 'package']).catch('seat'),
    tier: id.optional().catch(undefined),
    price: z
      .literal('changed')
      .optional()
      .catch(undefined)
      .transform((value) => value === 'changed'),
  })
  .transform(({ removed, kind, tier, ...shown }) => ({
    ...shown,
    removed: removedWish(kind, removed, tier),
  }));

const removedWish = (kind: Wish['kind'], of: string | undefined, tier: string | undefined) => {
  if (of === undefined) return undefined;
  if (kind === 'workbook') return { kind, workbookId: of } as const;
  if (kind === 'package') return { kind, packageId: of } as const;
  return tier === undefined ? undefined : ({ kind, offeringId: of, tierId: tier } as const);
};

/** The same in an address. */
export const removedQuery = (wish: Wish | undefined): Readonly<Record<string, string | undefined>> => {
  if (wish === undefined) return {};
  if (wish.kind === 'seat') return { removed: wish.offeringId, tier: wish.tierId };
  return { removed: wish.kind === 'workbook' ? wish.workbookId : wish.packageId, kind: wish.kind };
};
