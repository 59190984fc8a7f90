import type { PracticeId } from '../../kernel/id.ts';
import { type Instant, Temporal } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import { offeringForSale, seriesByOffer, seriesOnSale } from '../catalogue/public.ts';
import { fundAvailable } from '../funds/public.ts';
import { type Offer, offersOf, standingOf } from '../offers/public.ts';
import { bundle, type PackageForSale, packageForSale } from '../packages/public.ts';
import { workbookForSale } from '../workbooks/public.ts';
import type { Wish } from './cart.ts';
import { type PackageView, viewLine, withTwins } from './line.ts';
import type { LineOffer } from './line-offer.ts';
import {
  aloneOf,
  type Offered,
  type OfferedPackage,
  type OfferedPart,
  type OfferedSeat,
  type OfferedWorkbook,
} from './offered.ts';
import { fundNeed, whereFundIsLow } from './price.ts';
import * as store from './store.ts';

type Look = {
  readonly practiceId: PracticeId;
  readonly now: Instant;
  /** The running checkout of the cart that asks: own holds never block their buyer. */
  readonly running: store.Running | undefined;
};

/** What is wished for as it stands now; undefined for what was never there. */
export const offeredNow = (sql: Queryable, look: Look, wish: Wish): Promise<Offered | undefined> => {
  if (wish.kind === 'seat') return seatNow(sql, look, { ...wish, packageId: null });
  return wish.kind === 'workbook' ? workbookNow(sql, look, wish) : packageNow(sql, look, wish.packageId);
};

type Within = { readonly packageId: string | null };

/** The frozen lines that are kept for the buyer, while the checkout lives. */
const keptIn = ({ running }: Look) => (running?.isLive ? running.lines.filter((line) => line.isKept) : []);

type SeatKey = { readonly offeringId: string; readonly offerId?: string | null };

const seatNow = async (
  sql: Queryable,
  look: Look,
  { offeringId, packageId, offerId = null }: Within & SeatKey,
): Promise<OfferedSeat | undefined> => {
  const offering = await offeringForSale(sql, look.practiceId, offeringId);
  if (!offering) return undefined;
  const [stored] = await offersOf(sql, look.practiceId, offerId === null ? [] : [offerId]);
  const offer = stored && offerFor(stored, offeringId, look.running);
  const held = look.running?.lines.find((line) => line.isKept && line.offeringId === offeringId);
  const frozen = keptIn(look).find((line) => line.offeringId === offeringId && line.packageId === packageId);
  return {
    kind: 'seat',
    offering,
    offer,
    series: offer ? seriesByOffer(offering, look.now) : seriesOnSale(offering, look.now),
    heldByBuyer: held !== undefined,
    promised: frozen && {
      tierId: frozen.tierId ?? '',
      unitMinor: frozen.unitMinor,
      fundUnitMinor: frozen.fundUnitMinor,
      meetings: frozen.meetings.map(({ startsAt, endsAt }) => ({
        startsAt: Temporal.Instant.from(startsAt),
        endsAt: Temporal.Instant.from(endsAt),
      })),
    },
  };
};

/** An offer that is over is none: the line is as everybody's. */
const offerFor = (
  offer: Offer,
  offeringId: string,
  running: store.Running | undefined,
): LineOffer | undefined => {
  const { id, person, tierId } = offer;
  if (offer.offeringId !== offeringId) return undefined;
  const isMine = running?.lines.some((line) => line.isKept && line.offerId === id) ?? false;
  const standing = standingOf(offer);
  if (standing === 'open' || (standing === 'in-checkout' && isMine))
    return { id, person, tierId, standing: 'gives' };
  return standing === 'in-checkout' || (standing === 'ending' && isMine)
    ? { id, person, tierId, standing: 'elsewhere' }
    : undefined;
};

const workbookNow = async (
  sql: Queryable,
  look: Look,
  { workbookId, packageId = null }: Partial<Within> & { readonly workbookId: string },
): Promise<OfferedWorkbook | undefined> => {
  const workbook = await workbookForSale(sql, look.practiceId, workbookId);
  const promised = keptIn(look).find(
    (line) => line.workbookId === workbookId && line.packageId === packageId,
  );
  return workbook && { kind: 'workbook', workbook, promised };
};

const packageNow = async (
  sql: Queryable,
  look: Look,
  packageId: string,
): Promise<OfferedPackage | undefined> => {
  const pack = await packageForSale(sql, look.practiceId, packageId);
  if (!pack) return undefined;
  const frozen = frozenPackage(look, pack);
  const parts = await partsNow(sql, look, frozen?.parts ?? pack.parts, frozen ? packageId : null);
  const totals = parts.map(aloneOf);
  const priceMinor = frozen?.priceMinor ?? pack.priceMinor;
  return {
    kind: 'package',
    pack,
    parts,
    bundle: bundle(priceMinor, totals, pack.currency),
    promised: frozen !== undefined,
  };
};

/** While the checkout lives, a package is what was frozen, whatever the practice has changed since. */
const frozenPackage = (look: Look, { packageId }: PackageForSale) => {
  const lines = look.running?.isLive ? look.running.lines.filter((line) => line.packageId === packageId) : [];
  if (lines.length === 0 || !lines.every((line) => line.isKept)) return undefined;
  return {
    priceMinor: lines.reduce((sum, line) => sum + line.totalMinor - line.packageSavingMinor, 0),
    parts: lines.map(
      (line): Part =>
        line.workbookId === null
          ? { kind: 'seat', offeringId: line.offeringId ?? '', tierId: line.tierId ?? '' }
          : { kind: 'workbook', workbookId: line.workbookId },
    ),
  };
};

type Part = Exclude<Wish, { kind: 'package' }>;

const partsNow = async (
  sql: Queryable,
  look: Look,
  parts: readonly Part[],
  packageId: string | null,
): Promise<OfferedPart[]> => {
  const found = await Promise.all(
    parts.map(async (part): Promise<OfferedPart | undefined> => {
      if (part.kind === 'workbook') return workbookNow(sql, look, { ...part, packageId });
      const seat = await seatNow(sql, look, { ...part, packageId });
      return seat && { ...seat, tierId: part.tierId };
    }),
  );
  return found.filter((part) => part !== undefined);
};

/** Every line of a cart as it stands now, with what it is made of. */
export const linesNow = async (sql: Queryable, key: store.CartKey, look: Look) => {
  const lines = await store.linesOfCart(sql, key);
  const offered = await Promise.all(lines.map((line) => offeredNow(sql, look, line)));
  const seen = lines.flatMap((line, index) => {
    const found = offered[index];
    return found ? [{ view: viewLine(line, found), offered: found }] : [];
  });
  const apart = withTwins(seen, lines);
  const views = apart.map(({ view }) => view);
  if (views.every((view) => fundNeed(view) === 0)) return apart;
  const supported = whereFundIsLow(views, await fundAvailable(sql, key.practiceId, key.cartId));
  return apart.map((each, index) => ({ ...each, view: supported[index] ?? each.view }));
};

/** A package as it stands for a browser without a cart; undefined for what was never there. */
export const packageNowAlone = async (
  sql: Queryable,
  practiceId: PracticeId,
  packageId: string,
): Promise<PackageView | undefined> => {
  const now = await store.databaseNow(sql);
  const wish = { kind: 'package', packageId } as const;
  const offered = await offeredNow(sql, { practiceId, now, running: undefined }, wish);
  if (offered?.kind !== 'package') return undefined;
  const { currency, priceMinor: listedMinor } = offered.pack;
  const view = viewLine({ ...wish, id: packageId, listedMinor, currency, contents: [] }, offered);
  return view.kind === 'package' ? view : undefined;
};
