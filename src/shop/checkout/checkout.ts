import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Meeting } from '../catalogue/public.ts';

export type CheckoutState = 'open' | 'paying' | 'ordered' | 'ended';

/** Minutes for which chairs are kept; each prolongation counts them anew. */
export const HOLD_MINUTES = 15;
/** Nobody waits for a file: where no chair is held, prices stay frozen for a day. */
export const PRICE_MINUTES = 24 * 60;
export const MOST_PROLONGATIONS = 2;

/** Who comes and who pays, as typed. Addresses are in lower case. Nobody comes where no chair is bought. */
export type Parties = {
  readonly attendeeName: string | null;
  readonly attendeeEmail: string | null;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly attendeeIsPayer: boolean;
};

type LineOf = {
  readonly id: string;
  readonly name: string;
  /** What the buyer pays each time (a workbook: for all of it), before anything takes off. */
  readonly unitMinor: number;
  /** That for all meetings. */
  readonly totalMinor: number;
  readonly packageId: string | null;
  readonly packageName: string | null;
  readonly packageSavingMinor: number;
  readonly couponSavingMinor: number;
  /** What the sponsors' fund pays beside it. */
  readonly fundMinor: number;
  readonly taxMinor: number;
  readonly taxIsAdded: boolean;
  /** Hundred-thousandths. */
  readonly taxRate: number;
};

export type SeatLine = LineOf & {
  readonly kind: 'seat';
  readonly offeringId: string;
  readonly tierId: string;
  readonly tierName: string;
  readonly meetings: readonly Meeting[];
  readonly zone: string;
  readonly place: string;
  readonly agreementVersion: number;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly attestations: readonly string[];
  /** The offer that its chair is kept by, and whom it was made to; null for a chair that everybody could take. */
  readonly offeredTo: { readonly id: string; readonly name: string; readonly email: string } | null;
};

export type WorkbookLine = LineOf & { readonly kind: 'workbook'; readonly workbookId: string };

export type CheckoutLine = SeatLine | WorkbookLine;

/** Only seats have people, ages and agreements. */
export const seatLines = <Line extends { readonly kind: string }>(lines: readonly Line[]) =>
  lines.filter((line): line is Extract<Line, { kind: 'seat' }> => line.kind === 'seat');

/** What is bought, as far as words and steps differ. */
export const boughtIn = (lines: readonly { readonly kind: string }[]) => {
  const chairs = seatLines(lines).length;
  return { chairs, things: lines.length - chairs };
};

/** State of the newest payment, as far as the checkout has to know it. */
export type PaymentNow = { readonly attemptId: string; readonly state: string } | undefined;

export type Checkout = {
  readonly id: string;
  readonly state: CheckoutState;
  readonly endedBecause: string | null;
  readonly endedAt: Instant | null;
  readonly currency: Currency;
  /** What is to be paid: the sum of its lines, after what takes off and with what comes on top. */
  readonly totalMinor: number;
  readonly couponId: string | null;
  readonly couponCode: string | null;
  /** What the tax was called; null where there was none. */
  readonly taxName: string | null;
  readonly parties: { readonly [K in keyof Parties]: Parties[K] | null };
  readonly attested: readonly string[];
  readonly attestedAt: Instant | null;
  readonly agreedAt: Instant | null;
  readonly agreedName: string | null;
  readonly holdsUntil: Instant;
  readonly prolonged: number;
  readonly lines: readonly CheckoutLine[];
  readonly payment: PaymentNow;
  /** The order it became. */
  readonly orderId: string | null;
  /** The database's clock when this was read. */
  readonly now: Instant;
};

/**
 * Where a checkout stands, which is what every page of it must tell:
 * live = chairs are held; confirming = money may be moving; ordered = there is an order; run-out = the hold is over;
 * left = given up by the buyer.
 */
export type Standing = 'live' | 'confirming' | 'ordered' | 'run-out' | 'left';

/** From here on money may have moved: nothing about the checkout may change. */
const CONFIRMING = new Set(['capturing', 'pending', 'captured', 'refunding', 'refunded', 'duplicate']);

export const standingOf = (checkout: Checkout): Standing => {
  if (checkout.state === 'ordered') return isJustOrdered(checkout) ? 'ordered' : 'left';
  if (checkout.payment && CONFIRMING.has(checkout.payment.state)) return 'confirming';
  if (checkout.state === 'ended') return checkout.endedBecause === 'left' ? 'left' : 'run-out';
  return checkout.holdsUntil.epochMilliseconds > checkout.now.epochMilliseconds ? 'live' : 'run-out';
};

/** Minutes for which this browser leads back to what it ordered; later, whoever sits here may be somebody else. */
export const ORDER_SHOWN_MINUTES = 60;

const isJustOrdered = ({ endedAt, now }: Checkout): boolean =>
  endedAt !== null && now.epochMilliseconds - endedAt.epochMilliseconds < ORDER_SHOWN_MINUTES * 60_000;

export type Step = 'you' | 'agreement' | 'pay';

/** The first step that is not done: later ones are not open yet, earlier ones are links. Who takes no chair signs nothing. */
export const stepOf = ({ attestedAt, agreedAt, parties, lines }: Checkout): Step => {
  if (parties.payerEmail === null) return 'you';
  if (seatLines(lines).length === 0) return 'pay';
  if (attestedAt === null || parties.attendeeEmail === null) return 'you';
  const kept = keptFor(lines);
  if (kept && kept.email !== parties.attendeeEmail) return 'you';
  return agreedAt === null ? 'agreement' : 'pay';
};

/** The person to whom these chairs were offered: nobody else can come on them. */
export const keptFor = (lines: readonly CheckoutLine[]) =>
  seatLines(lines).find(({ offeredTo }) => offeredTo !== null)?.offeredTo ?? undefined;

const ORDER: readonly Step[] = ['you', 'agreement', 'pay'];

export const isOpen = (checkout: Checkout, step: Step): boolean => {
  if (step === 'agreement' && seatLines(checkout.lines).length === 0) return false;
  return ORDER.indexOf(step) <= ORDER.indexOf(stepOf(checkout));
};

/** Whole minutes that are left of the hold, at least one while it lives. */
export const minutesLeft = ({ holdsUntil, now }: Pick<Checkout, 'holdsUntil' | 'now'>): number =>
  Math.max(1, Math.round((holdsUntil.epochMilliseconds - now.epochMilliseconds) / 60_000));

type Terms = Pick<SeatLine, 'agreementVersion' | 'ageFrom' | 'ageTo' | 'attestations'>;
type Asking = (Terms & { readonly kind: 'seat' }) | { readonly kind: 'workbook' };

/**
 * What whoever comes has to confirm: the age band of the groups, then their own sentences, each once. "I" is who comes.
 * Nothing where nobody comes.
 */
export const attestationsOf = (lines: readonly Asking[]): string[] => {
  const seats = seatLines(lines);
  if (seats.length === 0) return [];
  return [...new Set([ageWords(seats), ...seats.flatMap((line) => line.attestations)])];
};

/** Groups for adults only: the narrowest band of all lines, never below eighteen. */
const ageWords = (lines: readonly Terms[]): string => {
  const from = Math.max(18, ...lines.map((line) => line.ageFrom));
  const to = Math.min(...lines.map((line) => line.ageTo ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(to) ? `I am between ${from} and ${to} years old.` : `I am ${from} or older.`;
};

/** The agreements that these lines ask for, each version once. */
export const agreementVersionsOf = (lines: readonly Asking[]): number[] =>
  [...new Set(seatLines(lines).map((line) => line.agreementVersion))].sort((a, b) => a - b);

/** The versions as a form carries them: nobody signs a text that was not on the page. */
export const versionsShown = (lines: readonly CheckoutLine[]): string => agreementVersionsOf(lines).join(',');

/** A line of the checkout as the cart speaks of it; the parts of a package are one. */
const wishedBy = (line: CheckoutLine): string => {
  if (line.packageId !== null) return `package:${line.packageId}`;
  if (line.kind === 'workbook') return `workbook:${line.workbookId}`;
  return `seat:${line.offeringId}:${line.tierId}:${line.offeredTo?.id ?? ''}`;
};

type Wanted =
  | {
      readonly kind: 'seat';
      readonly offeringId: string;
      readonly tier: { readonly id: string };
      readonly offer?: { readonly id: string } | undefined;
    }
  | { readonly kind: 'workbook'; readonly workbookId: string }
  | { readonly kind: 'package'; readonly packageId: string };

const wanting = (wish: Wanted): string => {
  if (wish.kind === 'seat') return `seat:${wish.offeringId}:${wish.tier.id}:${wish.offer?.id ?? ''}`;
  return wish.kind === 'workbook' ? `workbook:${wish.workbookId}` : `package:${wish.packageId}`;
};

/** Whether a cart still asks for exactly what this checkout holds. */
export const holdsExactly = (lines: readonly CheckoutLine[], wanted: readonly Wanted[]): boolean => {
  const frozen = new Set(lines.map(wishedBy));
  return frozen.size === wanted.length && wanted.every((wish) => frozen.has(wanting(wish)));
};
