import { invariant } from '../../kernel/invariant.ts';
import type { LineView } from '../cart/public.ts';
import type { Meeting, OfferingForSale } from '../catalogue/public.ts';
import type { PriceableLine } from '../pricing/public.ts';

/** A line whose price, dates and terms no longer move. */
export type FrozenLine = {
  readonly offeringId: string;
  readonly tierId: string;
  readonly tierName: string;
  readonly name: string;
  /** Full price of one meeting, with what the sponsors' fund pays of it. */
  readonly unitMinor: number;
  /** What the sponsors' fund pays of all meetings together. */
  readonly fundMinor: number;
  readonly meetings: readonly Meeting[];
  readonly zone: string;
  readonly place: string;
  readonly termsVersion: number;
  readonly agreementVersion: number;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly attestations: readonly string[];
  /** The offer that its chair is kept by. */
  readonly offerId: string | null;
};

/** A line as the pricing takes it. */
export const priceable = (line: FrozenLine): PriceableLine => ({
  kind: 'seat',
  unitMinor: line.unitMinor,
  count: line.meetings.length,
  fundMinor: line.fundMinor,
});

/** Freezes a line that can be bought; the buyer pays this and nothing else while the hold lives. */
export const freezeLine = (view: LineView, offering: OfferingForSale): FrozenLine => {
  invariant(!view.problem, 'only a line that can be bought is frozen');
  invariant(view.total.minor === view.unit.minor * view.meetings.length, 'a total is unit times meetings');
  return {
    offeringId: view.offeringId,
    tierId: view.tier.id,
    tierName: view.tier.name,
    name: view.name,
    unitMinor: view.unit.minor + view.fundUnit.minor,
    fundMinor: view.fundUnit.minor * view.meetings.length,
    meetings: view.meetings,
    zone: view.zone,
    place: offering.place,
    termsVersion: offering.termsVersion,
    agreementVersion: offering.agreementVersion,
    ageFrom: offering.ageFrom,
    ageTo: offering.ageTo,
    attestations: offering.attestations,
    offerId: view.offer?.id ?? null,
  };
};
