import { type Currency, type Money, sum } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { LineProblem, LineView } from './line.ts';
import { type Offered, problemOf, unitOf } from './offered.ts';
import type { CartPrice } from './price.ts';

/** Longer carts than this are no person's; the checkout holds all lines or none. */
export const MOST_LINES = 8;

/** What somebody wants: a seat at one of its group's prices, a workbook, or a package. */
export type Wish =
  | {
      readonly kind: 'seat';
      readonly offeringId: string;
      readonly tierId: string;
      /** The offer that it is bought through. */
      readonly offerId?: string | null;
    }
  | { readonly kind: 'workbook'; readonly workbookId: string }
  | { readonly kind: 'package'; readonly packageId: string };

export type CartLine = Wish & {
  readonly id: string;
  /** What it cost when it was put in, in minor units: a seat for one meeting, anything else as a whole. */
  readonly listedMinor: number;
};

/** A line as it lies in the cart, with what it is made of: `seat:<offering>`, `workbook:<workbook>`. */
export type Lying = CartLine & { readonly contents: readonly string[]; readonly currency: Currency };

export type CartRefusal = {
  readonly because:
    | LineProblem
    | 'unknown-group'
    | 'unknown-thing'
    | 'one-of-each'
    | 'in-cart-already'
    | 'other-currency'
    | 'cart-full'
    | 'two-people';
};

/** What a line is of, whatever its price: the same thing twice is one line. */
export const thingOf = (wish: Wish): string => {
  if (wish.kind === 'seat') return `seat:${wish.offeringId}`;
  return wish.kind === 'workbook' ? `workbook:${wish.workbookId}` : `package:${wish.packageId}`;
};

/** The contents of a wish: a package is all of its parts. */
export const contentsOf = (wish: Wish, offered: Offered | undefined): readonly string[] =>
  offered?.kind === 'package' ? offered.pack.parts.map(thingOf) : [thingOf(wish)];

/**
 * Whether this may lie in this cart. The same thing again is one line, so it needs no room; a part of a package never
 * lies beside it once more. The price is looked up here, never read from what a form sent.
 */
export const admit = (
  offered: Offered | undefined,
  wish: Wish,
  lines: readonly Lying[],
): Result<{ readonly listedMinor: number }, CartRefusal> => {
  if (!offered || isDraft(offered))
    return refuse({ because: wish.kind === 'seat' ? 'unknown-group' : 'unknown-thing' });
  const tierId = wish.kind === 'seat' ? wish.tierId : undefined;
  const problem = problemOf(offered, tierId);
  if (problem) return refuse({ because: problem });
  const [first] = lines;
  if (first && first.currency !== currencyOf(offered)) return refuse({ because: 'other-currency' });
  const others = lines.filter((line) => thingOf(line) !== thingOf(wish));
  const contents = contentsOf(wish, offered);
  if (others.some((line) => line.contents.some((thing) => contents.includes(thing))))
    return refuse({ because: 'in-cart-already' });
  if (others.length === lines.length && lines.length >= MOST_LINES) return refuse({ because: 'cart-full' });
  return accept({ listedMinor: unitOf(offered, tierId) ?? 0 });
};

const isDraft = (offered: Offered): boolean => {
  if (offered.kind === 'seat') return offered.offering.state === 'draft';
  return (offered.kind === 'workbook' ? offered.workbook : offered.pack).state === 'draft';
};

const currencyOf = (offered: Offered): Currency => {
  if (offered.kind === 'seat') return offered.offering.currency;
  return (offered.kind === 'workbook' ? offered.workbook : offered.pack).currency;
};

/** The cart as it stands at one moment. */
export type CartView = {
  readonly lines: readonly LineView[];
  /** What is to be paid, after what takes off and with what comes on top. */
  readonly total: Money;
  /** How that comes about; undefined for an empty cart. */
  readonly price: CartPrice | undefined;
  readonly now: Instant;
  /** While a checkout runs: until when its chairs are held, and whether PayPal has failed it. */
  readonly checkout: { readonly heldUntil: Instant; readonly paypalFailed: boolean } | undefined;
};

/** The sum of what can be bought today: a line with a problem costs nothing. */
export const totalOf = (lines: readonly LineView[], currency: Currency): Money =>
  sum(
    lines.filter((line) => !line.problem).map((line) => line.total),
    currency,
  );
