import { invariant } from '../../kernel/invariant.ts';
import type { LineView, Offered } from '../cart/public.ts';
import type { Meeting, OfferingForSale } from '../catalogue/public.ts';
import type { PriceableLine } from '../pricing/public.ts';

type FrozenOf = {
  readonly name: string;
  /** A seat's full price for one meeting, with what the sponsors' fund pays of it; a workbook's as a whole. */
  readonly unitMinor: number;
  /** The package it is a part of, as it was called, and what that takes off this line. */
  readonly packageId: string | null;
  readonly packageName: string | null;
  readonly packageSavingMinor: number;
};

export type FrozenSeat = FrozenOf & {
  readonly kind: 'seat';
  readonly offeringId: string;
  readonly tierId: string;
  readonly tierName: string;
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

export type FrozenWorkbook = FrozenOf & {
  readonly kind: 'workbook';
  readonly workbookId: string;
  readonly workbookVersion: number;
};

/** A line whose price, dates and terms no longer move. */
export type FrozenLine = FrozenSeat | FrozenWorkbook;

/** A line as the pricing takes it. */
export const priceable = (line: FrozenLine): PriceableLine => ({
  kind: line.kind,
  unitMinor: line.unitMinor,
  count: line.kind === 'seat' ? line.meetings.length : 1,
  packageSavingMinor: line.packageSavingMinor,
  ...(line.kind === 'seat' ? { fundMinor: line.fundMinor } : {}),
});

/** Freezes a line that can be bought, a package as one line for each part; the buyer pays this and nothing else. */
export const freezeLine = (view: LineView, offered: Offered): FrozenLine[] => {
  invariant(!view.problem, 'only a line that can be bought is frozen');
  if (view.kind !== 'package') return [freezePiece(view, offered, ALONE)];
  invariant(offered.kind === 'package', 'a view is of what was offered');
  const paid = view.parts.reduce((sum, { total, saving }) => sum + total.minor - saving.minor, 0);
  invariant(paid === view.total.minor, 'the parts of a package sum to its price');
  return view.parts.map((part, index) => {
    const of = { packageId: view.packageId, packageName: view.name, packageSavingMinor: part.saving.minor };
    return freezePiece(part, offered.parts[index], of);
  });
};

type Within = Pick<FrozenOf, 'packageId' | 'packageName' | 'packageSavingMinor'>;
const ALONE: Within = { packageId: null, packageName: null, packageSavingMinor: 0 };

type Piece = Exclude<LineView, { kind: 'package' }> | Extract<LineView, { kind: 'package' }>['parts'][number];

const freezePiece = (piece: Piece, offered: Offered | undefined, within: Within): FrozenLine => {
  if (piece.kind === 'workbook') {
    const { name, workbookId, version, unit } = piece;
    return { ...within, kind: 'workbook', name, unitMinor: unit.minor, workbookId, workbookVersion: version };
  }
  invariant(offered?.kind === 'seat', 'a view is of what was offered');
  invariant(piece.total.minor === piece.unit.minor * piece.meetings.length, 'a total is unit times meetings');
  return { ...within, kind: 'seat', ...seatTerms(piece, offered.offering) };
};

type SeatPiece = Extract<Piece, { kind: 'seat' }>;

const seatTerms = (piece: SeatPiece, offering: OfferingForSale) => ({
  name: piece.name,
  unitMinor: piece.unit.minor + piece.fundUnit.minor,
  fundMinor: piece.fundUnit.minor * piece.meetings.length,
  offeringId: piece.offeringId,
  tierId: piece.tier.id,
  tierName: piece.tier.name,
  meetings: piece.meetings,
  zone: piece.zone,
  place: offering.place,
  termsVersion: offering.termsVersion,
  agreementVersion: offering.agreementVersion,
  ageFrom: offering.ageFrom,
  ageTo: offering.ageTo,
  attestations: offering.attestations,
  offerId: 'offer' in piece ? (piece.offer?.id ?? null) : null,
});
