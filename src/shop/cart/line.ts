import { type Money, money, times } from '../../kernel/money.ts';
import type { Meeting, NotForSale } from '../catalogue/public.ts';
import type { Lying, Wish } from './cart.ts';
import { type LineOffer, tiersFor } from './line-offer.ts';
import {
  aloneOf,
  fundUnitOf,
  meetingsOf,
  type Offered,
  type OfferedPackage,
  type OfferedPart,
  type OfferedSeat,
  type OfferedWorkbook,
  partProblem,
  problemOf,
  tierOf,
  unitOf,
} from './offered.ts';

/** What stands in the way of a line today; a line in the cart never costs anything by itself. */
export type LineProblem =
  | NotForSale['because']
  /** The chosen price is gone. */
  | 'unknown-price'
  /** One comes into this group after an application and a yes. */
  | 'apply-first'
  /** It is being taken in another window. */
  | 'offer-elsewhere'
  /** The sponsors' fund has too little for this price now. */
  | 'fund-low'
  /** A workbook or package that the practice no longer sells. */
  | 'not-sold'
  /** A part of a package cannot be bought now. */
  | 'part-not-sold'
  /** The practice has put it into a package that lies here too. */
  | 'twice';

type Shown = {
  readonly id: string;
  readonly name: string;
  /** Of its page; undefined when that is not public. */
  readonly address: string | undefined;
  readonly total: Money;
  /** What the buyer pays as it is listed now: a seat for one meeting, anything else as a whole. */
  readonly unit: Money;
  /** The same when it was put in, where it is another today. */
  readonly listedBefore: Money | undefined;
  readonly problem: LineProblem | undefined;
};

type Seated = {
  readonly offeringId: string;
  readonly tier: { readonly id: string; readonly name: string };
  /** What the sponsors' fund adds each time, up to the full price. */
  readonly fundUnit: Money;
  readonly meetings: readonly Meeting[];
  readonly zone: string;
  readonly heldByBuyer: boolean;
  readonly seats: { readonly capacity: number; readonly held: number; readonly confirmed: number };
};

export type SeatView = Shown &
  Seated & {
    readonly kind: 'seat';
    readonly tiers: readonly { readonly id: string; readonly name: string; readonly unit: Money }[];
    /** The offer that it is bought through, while that can give its seat. */
    readonly offer?: LineOffer | undefined;
  };

export type WorkbookView = Shown & {
  readonly kind: 'workbook';
  readonly workbookId: string;
  readonly version: number;
};

/** A part of a package: what it costs alone, and what the package saves of that. */
export type PartView = {
  readonly name: string;
  /** Of its page; undefined when that is not public. */
  readonly address: string | undefined;
  readonly unit: Money;
  readonly total: Money;
  readonly saving: Money;
  readonly problem: LineProblem | undefined;
} & (
  | (Seated & { readonly kind: 'seat' })
  | { readonly kind: 'workbook'; readonly workbookId: string; readonly version: number }
);

export type PackageView = Shown & {
  readonly kind: 'package';
  readonly packageId: string;
  readonly parts: readonly PartView[];
  /** What the parts cost alone, and what the package saves. */
  readonly alone: Money;
  readonly saving: Money;
};

export type LineView = SeatView | WorkbookView | PackageView;

/** The later of two lines that share a part cannot be bought: nobody sits on two chairs. */
export const withTwins = <Seen extends { readonly view: LineView }>(
  seen: readonly Seen[],
  lines: readonly Lying[],
): Seen[] => {
  const partsOf = (view: LineView) => lines.find(({ id }) => id === view.id)?.contents ?? [];
  return seen.map((each, index) => {
    const before = new Set(seen.slice(0, index).flatMap(({ view }) => partsOf(view)));
    const isTwin = partsOf(each.view).some((thing) => before.has(thing));
    return isTwin ? { ...each, view: { ...each.view, problem: each.view.problem ?? 'twice' } } : each;
  });
};

/** A line as the page shows it: at today's price, or at the promised one while the buyer's checkout lives. */
export const viewLine = (line: Lying, offered: Offered): LineView => {
  const tierId = line.kind === 'seat' ? line.tierId : undefined;
  const unit = money(unitOf(offered, tierId) ?? line.listedMinor, line.currency);
  const shown = {
    id: line.id,
    unit,
    listedBefore: unit.minor === line.listedMinor ? undefined : money(line.listedMinor, line.currency),
    problem: problemOf(offered, tierId),
  };
  if (offered.kind === 'seat') return seatView(shown, offered, tierId ?? '');
  return offered.kind === 'workbook' ? workbookView(shown, offered) : packageView(shown, offered);
};

type Common = Pick<Shown, 'id' | 'unit' | 'listedBefore' | 'problem'>;

const seatView = (shown: Common, offered: OfferedSeat, tierId: string): SeatView => {
  const { offering } = offered;
  const seated = seatedOf(offered, tierId);
  return {
    ...shown,
    ...seated,
    kind: 'seat',
    name: offering.name,
    address: offering.state === 'published' ? offering.address : undefined,
    tiers: tiersFor(offering, offered.offer).map(({ id, name, unit }) => ({ id, name, unit })),
    offer: offered.offer,
    total: times(shown.unit, seated.meetings.length),
  };
};

const seatedOf = (offered: OfferedSeat, tierId: string): Seated => ({
  offeringId: offered.offering.offeringId,
  tier: { id: tierId, name: tierOf(offered.offering, tierId)?.name ?? '' },
  fundUnit: money(fundUnitOf(offered, tierId), offered.offering.currency),
  meetings: meetingsOf(offered, tierId),
  zone: offered.offering.schedule.zone,
  heldByBuyer: offered.heldByBuyer,
  seats: offered.offering.seats,
});

const workbookView = (shown: Common, { workbook }: OfferedWorkbook): WorkbookView => ({
  ...shown,
  kind: 'workbook',
  workbookId: workbook.workbookId,
  version: workbook.newest,
  name: workbook.name,
  address: workbook.state === 'published' ? workbook.address : undefined,
  total: shown.unit,
});

const packageView = (shown: Common, { pack, parts, bundle }: OfferedPackage): PackageView => ({
  ...shown,
  kind: 'package',
  packageId: pack.packageId,
  name: pack.name,
  address: pack.state === 'published' ? pack.address : undefined,
  total: bundle.price,
  alone: bundle.alone,
  saving: bundle.saving,
  parts: parts.map((part, index) => partView(part, bundle.savings[index])),
});

const partView = (part: OfferedPart, saving: Money | undefined): PartView => {
  const total = aloneOf(part);
  const shown = { total, saving: saving ?? money(0, total.currency), problem: partProblem(part) };
  if (part.kind === 'workbook') {
    const { workbookId, newest, name } = part.workbook;
    const address = part.workbook.state === 'published' ? part.workbook.address : undefined;
    return { ...shown, kind: 'workbook', workbookId, version: newest, name, address, unit: total };
  }
  const unit = money(unitOf(part, part.tierId) ?? 0, total.currency);
  const { name, state, address } = part.offering;
  const seated = { ...seatedOf(part, part.tierId), address: state === 'published' ? address : undefined };
  return { ...shown, ...seated, kind: 'seat', name, unit };
};

/** What a line is of, as a wish: to put it back, or to compare. */
export const wishOfView = (line: LineView): Wish => {
  if (line.kind === 'seat') return { kind: 'seat', offeringId: line.offeringId, tierId: line.tier.id };
  if (line.kind === 'workbook') return { kind: 'workbook', workbookId: line.workbookId };
  return { kind: 'package', packageId: line.packageId };
};

/** What lies in these lines: a package may hold several chairs and things. */
export const boughtIn = (
  lines: readonly LineView[],
): { readonly chairs: number; readonly things: number } => {
  const all = piecesOf(lines);
  const chairs = all.filter(({ kind }) => kind === 'seat').length;
  return { chairs, things: all.length - chairs };
};

/** How many of their chairs are held for this buyer now. */
export const heldChairs = (lines: readonly LineView[]): number =>
  piecesOf(lines).filter((each) => each.kind === 'seat' && each.heldByBuyer).length;

const piecesOf = (lines: readonly LineView[]) =>
  lines.flatMap((line): readonly (PartView | SeatView | WorkbookView)[] =>
    line.kind === 'package' ? line.parts : [line],
  );
