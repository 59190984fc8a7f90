import { type Money, money, times } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import type { Meeting, NotForSale, OfferingForSale } from '../catalogue/public.ts';
import type { Bundle, PackageForSale } from '../packages/public.ts';
import type { WorkbookForSale } from '../workbooks/public.ts';
import type { LineProblem } from './line.ts';
import { type LineOffer, problemWithOffer, tiersFor } from './line-offer.ts';

/** A group as it stands, and the meetings that a purchase covers now, or why none can be bought. */
export type OfferedSeat = {
  readonly kind: 'seat';
  readonly offering: OfferingForSale;
  readonly series: Result<readonly Meeting[], NotForSale>;
  /** Own holds never block their buyer. */
  readonly heldByBuyer: boolean;
  /** While the buyer's hold lives, its terms are the terms. */
  readonly promised?: Promised | undefined;
  /** The offer behind the line, as it stands for this browser. */
  readonly offer?: LineOffer | undefined;
};

export type Promised = {
  readonly tierId: string;
  readonly unitMinor: number;
  readonly fundUnitMinor: number;
  readonly meetings: readonly Meeting[];
};

export type OfferedWorkbook = {
  readonly kind: 'workbook';
  readonly workbook: WorkbookForSale;
  /** The price that was frozen while the buyer's checkout lives. */
  readonly promised?: { readonly unitMinor: number } | undefined;
};

export type OfferedPart = (OfferedSeat & { readonly tierId: string }) | OfferedWorkbook;

export type OfferedPackage = {
  readonly kind: 'package';
  readonly pack: PackageForSale;
  /** As they stand now; while the buyer's checkout lives, as they were frozen. */
  readonly parts: readonly OfferedPart[];
  readonly bundle: Bundle;
  readonly promised: boolean;
};

export type Offered = OfferedSeat | OfferedWorkbook | OfferedPackage;

export const tierOf = (offering: OfferingForSale, tierId: string | undefined) =>
  offering.tiers.find((tier) => tier.id === tierId);

/** What stands in the way of buying this now; `tierId` is the price of a seat. */
export const problemOf = (offered: Offered, tierId?: string): LineProblem | undefined => {
  if (offered.kind === 'seat') return seatProblem(offered, tierId);
  if (offered.promised) return undefined;
  if (offered.kind === 'workbook')
    return offered.workbook.state === 'published' && offered.workbook.newest > 0 ? undefined : 'not-sold';
  if (offered.pack.state !== 'published' || offered.parts.length === 0) return 'not-sold';
  return offered.parts.some((part) => partProblem(part)) ? 'part-not-sold' : undefined;
};

export const partProblem = (part: OfferedPart): LineProblem | undefined =>
  part.kind === 'seat' ? seatProblem(part, part.tierId) : problemOf(part);

const seatProblem = (offered: OfferedSeat, tierId: string | undefined): LineProblem | undefined => {
  const { offering, series, heldByBuyer } = offered;
  if (tierId !== undefined && offered.promised?.tierId === tierId) return undefined;
  if (!series.ok) return series.refusal.because;
  if (!tiersFor(offering, offered.offer).some(({ id }) => id === tierId)) return 'unknown-price';
  const byOffer = problemWithOffer(offering, offered.offer);
  if (byOffer !== 'as-everybody') return byOffer;
  const { capacity, held, confirmed } = offering.seats;
  return capacity - held - confirmed < 1 && !heldByBuyer ? 'full' : undefined;
};

/** What is listed beside it: a seat's price for one meeting, anything else's as a whole; undefined for an unknown tier. */
export const unitOf = (offered: Offered, tierId?: string): number | undefined => {
  if (offered.kind === 'package') return offered.bundle.price.minor;
  if (offered.kind === 'workbook') return offered.promised?.unitMinor ?? offered.workbook.priceMinor;
  const promised = offered.promised?.tierId === tierId ? offered.promised : undefined;
  return promised?.unitMinor ?? tierOf(offered.offering, tierId)?.unitMinor;
};

/** What the sponsors' fund adds to a seat's price for one meeting, up to the full price. */
export const fundUnitOf = ({ offering, promised }: OfferedSeat, tierId: string): number => {
  if (promised?.tierId === tierId) return promised.fundUnitMinor;
  const tier = tierOf(offering, tierId);
  return tier ? tier.fullUnitMinor - tier.unitMinor : 0;
};

/** The meetings that a seat at this price covers. */
export const meetingsOf = (offered: OfferedSeat, tierId: string): readonly Meeting[] => {
  if (offered.promised?.tierId === tierId) return offered.promised.meetings;
  return offered.series.ok ? offered.series.value : [];
};

/** What a part costs alone; nothing while it cannot be bought. */
export const aloneOf = (part: OfferedPart): Money => {
  if (part.kind === 'workbook') return money(unitOf(part) ?? 0, part.workbook.currency);
  const unit = money(unitOf(part, part.tierId) ?? 0, part.offering.currency);
  return times(unit, meetingsOf(part, part.tierId).length);
};
