import { type Currency, type Money, money, sum, times } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Meeting, NotForSale, OfferingForSale } from '../catalogue/public.ts';
import { type LineOffer, problemWithOffer, tiersFor } from './line-offer.ts';
import type { CartPrice } from './price.ts';

/** Longer carts than this are no person's; the checkout holds all lines or none. */
export const MOST_LINES = 8;

export type CartLine = {
  readonly id: string;
  readonly offeringId: string;
  readonly tierId: string;
  /** Price of one meeting when the line was put in, in minor units of the offering's currency. */
  readonly listedMinor: number;
  /** The offer that it is bought through. */
  readonly offerId: string | null;
};

/** What stands in the way of a line today; a line in the cart never costs anything by itself. */
export type LineProblem =
  | NotForSale['because']
  | 'unknown-price'
  /** One comes into this group after an application and a yes. */
  | 'apply-first'
  /** It is being taken in another window. */
  | 'offer-elsewhere'
  /** The sponsors' fund has too little for this price now. */
  | 'fund-low';

export type CartRefusal = {
  readonly because:
    | LineProblem
    | 'unknown-group'
    | 'one-chair'
    | 'other-currency'
    | 'cart-full'
    | 'two-people';
};

export type LineView = {
  readonly id: string;
  readonly offeringId: string;
  readonly name: string;
  readonly address: string | undefined;
  readonly tier: { readonly id: string; readonly name: string };
  readonly tiers: readonly { readonly id: string; readonly name: string; readonly unit: Money }[];
  /** What the buyer pays each time. */
  readonly unit: Money;
  /** What the sponsors' fund adds each time, up to the full price. */
  readonly fundUnit: Money;
  readonly meetings: readonly Meeting[];
  readonly zone: string;
  readonly total: Money;
  /** The price of one meeting when it was put in, where it is another today. */
  readonly listedBefore: Money | undefined;
  readonly problem: LineProblem | undefined;
  readonly heldByBuyer: boolean;
  /** The offer that it is bought through, while that can give its seat. */
  readonly offer?: LineOffer | undefined;
  readonly seats: { readonly capacity: number; readonly held: number; readonly confirmed: number };
};

/** An offering as it stands, and the meetings that a purchase covers now, or why none can be bought. */
export type Offered = {
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

/**
 * Whether a seat in this group at this price may lie in this cart. A group twice is one line, so it needs no room.
 * The price is looked up here, never read from what a form sent.
 */
export const admit = (
  offered: Offered | undefined,
  tierId: string,
  lines: readonly CartLine[],
  cartCurrency: Currency | undefined,
): Result<{ readonly unitMinor: number }, CartRefusal> => {
  if (!offered || offered.offering.state === 'draft') return refuse({ because: 'unknown-group' });
  const { offering } = offered;
  const problem = problemOf(offered, tierId);
  if (problem) return refuse({ because: problem });
  if (cartCurrency && cartCurrency !== offering.currency) return refuse({ because: 'other-currency' });
  const isNew = !lines.some((line) => line.offeringId === offering.offeringId);
  if (isNew && lines.length >= MOST_LINES) return refuse({ because: 'cart-full' });
  return accept({ unitMinor: tierOf(offering, tierId)?.unitMinor ?? 0 });
};

const problemOf = (offered: Offered, tierId: string): LineProblem | undefined => {
  const { offering, series, heldByBuyer } = offered;
  if (offered.promised?.tierId === tierId) return undefined;
  if (!series.ok) return series.refusal.because;
  if (!tiersFor(offering, offered.offer).some(({ id }) => id === tierId)) return 'unknown-price';
  const byOffer = problemWithOffer(offering, offered.offer);
  if (byOffer !== 'as-everybody') return byOffer;
  const { capacity, held, confirmed } = offering.seats;
  return capacity - held - confirmed < 1 && !heldByBuyer ? 'full' : undefined;
};

const tierOf = (offering: OfferingForSale, tierId: string) =>
  offering.tiers.find((tier) => tier.id === tierId);

/** A line as the page shows it: at today's price, or at the promised one while the buyer's hold lives. */
export const viewLine = (line: CartLine, offered: Offered): LineView => {
  const { offering, series, heldByBuyer } = offered;
  const tier = tierOf(offering, line.tierId);
  const promised = offered.promised?.tierId === line.tierId ? offered.promised : undefined;
  const unit = money(promised?.unitMinor ?? tier?.unitMinor ?? line.listedMinor, offering.currency);
  const fromFund = promised?.fundUnitMinor ?? (tier ? tier.fullUnitMinor - tier.unitMinor : 0);
  const meetings = promised?.meetings ?? (series.ok ? series.value : []);
  return {
    id: line.id,
    offeringId: line.offeringId,
    name: offering.name,
    address: offering.state === 'published' ? offering.address : undefined,
    tier: { id: line.tierId, name: tier?.name ?? '' },
    tiers: tiersFor(offering, offered.offer).map(({ id, name, unitMinor }) => ({
      id,
      name,
      unit: money(unitMinor, offering.currency),
    })),
    unit,
    fundUnit: money(fromFund, offering.currency),
    meetings,
    zone: offering.schedule.zone,
    total: times(unit, meetings.length),
    listedBefore: unit.minor === line.listedMinor ? undefined : money(line.listedMinor, offering.currency),
    problem: problemOf(offered, line.tierId),
    heldByBuyer,
    offer: offered.offer,
    seats: offering.seats,
  };
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
