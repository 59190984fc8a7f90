import { invariant } from '../../kernel/invariant.ts';
import type { LineView } from '../cart/public.ts';
import type { Meeting, OfferingForSale } from '../catalogue/public.ts';

/** A line whose price, dates and terms no longer move. */
export type FrozenLine = {
  readonly offeringId: string;
  readonly tierId: string;
  readonly tierName: string;
  readonly name: string;
  /** Of one meeting; the total is this times the number of meetings. */
  readonly unitMinor: number;
  readonly meetings: readonly Meeting[];
  readonly totalMinor: number;
  readonly zone: string;
  readonly place: string;
  readonly termsVersion: number;
  readonly agreementVersion: number;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly attestations: readonly string[];
};

/** Freezes a line that can be bought; the buyer pays this and nothing else while the hold lives. */
export const freezeLine = (view: LineView, offering: OfferingForSale): FrozenLine => {
  invariant(!view.problem, 'only a line that can be bought is frozen');
  invariant(view.total.minor === view.unit.minor * view.meetings.length, 'a total is unit times meetings');
  return {
    offeringId: view.offeringId,
    tierId: view.tier.id,
    tierName: view.tier.name,
    name: view.name,
    unitMinor: view.unit.minor,
    meetings: view.meetings,
    totalMinor: view.total.minor,
    zone: view.zone,
    place: offering.place,
    termsVersion: offering.termsVersion,
    agreementVersion: offering.agreementVersion,
    ageFrom: offering.ageFrom,
    ageTo: offering.ageTo,
    attestations: offering.attestations,
  };
};
