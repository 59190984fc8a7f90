import type { Money } from '../../kernel/money.ts';
import { money, times } from '../../kernel/money.ts';
import type { CouponLine, CouponRefusal } from '../coupons/public.ts';
import type { Quote } from '../pricing/public.ts';
import type { LineView, PartView, SeatView, WorkbookView } from './line.ts';

/** What takes off the sum of a cart and what comes on top, as it would be frozen now. */
export type CartPrice = {
  readonly coupon: CouponShown | undefined;
  readonly couponSaving: Money;
  readonly tax: Money;
  readonly taxIsAdded: boolean;
  readonly taxName: string;
  readonly payable: Money;
};

export type CouponShown = {
  readonly code: string;
  /** Why it takes nothing off; absent where it does. */
  readonly refusal: CouponRefusal | undefined;
};

/** The lines that can be bought, as the pricing takes them: a package is its parts, in their order. */
export const quotable = (lines: readonly LineView[]): CouponLine[] =>
  lines
    .filter((line) => !line.problem)
    .flatMap((line) =>
      line.kind === 'package'
        ? line.parts.map((part) => pieceOf(part, part.saving.minor))
        : [pieceOf(line, 0)],
    );

type Piece = SeatView | WorkbookView | PartView;

const pieceOf = (piece: Piece, packageSavingMinor: number): CouponLine => {
  if (piece.kind === 'workbook')
    return { kind: 'workbook', offeringId: null, unitMinor: piece.unit.minor, count: 1, packageSavingMinor };
  const count = piece.meetings.length;
  return {
    kind: 'seat',
    offeringId: piece.offeringId,
    unitMinor: piece.unit.minor + piece.fundUnit.minor,
    count,
    fundMinor: piece.fundUnit.minor * count,
    packageSavingMinor,
  };
};

export const priceOf = ({ priced, coupon, tax }: Quote, currency: Money['currency']): CartPrice => {
  const total = (pick: (line: Quote['priced']['lines'][number]) => number) =>
    money(
      priced.lines.reduce((sum, line) => sum + pick(line), 0),
      currency,
    );
  return {
    coupon: coupon && { code: coupon.code, refusal: coupon.refusal },
    couponSaving: total((line) => line.couponSavingMinor),
    tax: total((line) => line.taxMinor),
    taxIsAdded: tax.way === 'added',
    taxName: tax.name,
    payable: money(priced.payableMinor, currency),
  };
};

/**
 * Lines whose price the sponsors' fund cannot make up any more, in the order in which they lie: what comes first is
 * supported first. They cannot be bought until the fund has been filled.
 */
export const whereFundIsLow = (lines: readonly LineView[], availableMinor: number): LineView[] => {
  let left = availableMinor;
  return lines.map((line) => {
    const need = fundNeed(line);
    if (need === 0 || line.problem) return line;
    if (need > left) return { ...line, problem: 'fund-low' };
    left -= need;
    return line;
  });
};

/** What the sponsors' fund has to pay of a line: of a package, of all its chairs. */
export const fundNeed = (line: LineView): number =>
  (line.kind === 'package' ? line.parts : [line]).reduce(
    (need, piece) => need + (piece.kind === 'seat' ? times(piece.fundUnit, piece.meetings.length).minor : 0),
    0,
  );
