import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Meeting } from '../catalogue/public.ts';

export type CheckoutState = 'open' | 'paying' | 'ordered' | 'ended';

/** Minutes for which chairs are kept; each prolongation counts them anew. */
export const HOLD_MINUTES = 15;
export const MOST_PROLONGATIONS = 2;

/** Who comes and who pays, as typed. Addresses are in lower case. */
export type Parties = {
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly attendeeIsPayer: boolean;
};

export type CheckoutLine = {
  readonly id: string;
  readonly offeringId: string;
  readonly tierId: string;
  readonly tierName: string;
  readonly name: string;
  /** What the buyer pays each time, before anything takes off. */
  readonly unitMinor: number;
  /** That for all meetings. */
  readonly totalMinor: number;
  readonly packageSavingMinor: number;
  readonly couponSavingMinor: number;
  /** What the sponsors' fund pays beside it. */
  readonly fundMinor: number;
  readonly taxMinor: number;
  readonly taxIsAdded: boolean;
  /** Hundred-thousandths. */
  readonly taxRate: number;
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

/** The first step that is not done: later ones are not open yet, earlier ones are links. */
export const stepOf = ({ attestedAt, agreedAt, parties, lines }: Checkout): Step => {
  if (attestedAt === null || parties.attendeeEmail === null || parties.payerEmail === null) return 'you';
  const kept = keptFor(lines);
  if (kept && kept.email !== parties.attendeeEmail) return 'you';
  return agreedAt === null ? 'agreement' : 'pay';
};

/** The person to whom these chairs were offered: nobody else can come on them. */
export const keptFor = (lines: readonly Pick<CheckoutLine, 'offeredTo'>[]) =>
  lines.find(({ offeredTo }) => offeredTo !== null)?.offeredTo ?? undefined;

const ORDER: readonly Step[] = ['you', 'agreement', 'pay'];

export const isOpen = (checkout: Checkout, step: Step): boolean =>
  ORDER.indexOf(step) <= ORDER.indexOf(stepOf(checkout));

/** Whole minutes that are left of the hold, at least one while it lives. */
export const minutesLeft = ({ holdsUntil, now }: Pick<Checkout, 'holdsUntil' | 'now'>): number =>
  Math.max(1, Math.round((holdsUntil.epochMilliseconds - now.epochMilliseconds) / 60_000));

type Asking = Pick<CheckoutLine, 'ageFrom' | 'ageTo' | 'attestations'>;

/** What whoever comes has to confirm: the age band of the groups, then their own sentences, each once. "I" is who comes. */
export const attestationsOf = (lines: readonly Asking[]): string[] => [
  ...new Set([ageWords(lines), ...lines.flatMap((line) => line.attestations)]),
];

/** Groups for adults only: the narrowest band of all lines, never below eighteen. */
const ageWords = (lines: readonly Asking[]): string => {
  const from = Math.max(18, ...lines.map((line) => line.ageFrom));
  const to = Math.min(...lines.map((line) => line.ageTo ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(to) ? `I am between ${from} and ${to} years old.` : `I am ${from} or older.`;
};

/** The agreements that these lines ask for, each version once. */
export const agreementVersionsOf = (lines: readonly Pick<CheckoutLine, 'agreementVersion'>[]): number[] =>
  [...new Set(lines.map((line) => line.agreementVersion))].sort((a, b) => a - b);

/** The versions as a form carries them: nobody signs a text that was not on the page. */
export const versionsShown = (lines: readonly CheckoutLine[]): string => agreementVersionsOf(lines).join(',');

/** Whether a cart still asks for exactly what this checkout holds. */
export const holdsExactly = (
  lines: readonly Pick<CheckoutLine, 'offeringId' | 'tierId' | 'offeredTo'>[],
  wanted: readonly {
    readonly offeringId: string;
    readonly tier: { readonly id: string };
    readonly offer?: { readonly id: string } | undefined;
  }[],
): boolean =>
  lines.length === wanted.length &&
  wanted.every((wish) =>
    lines.some(
      (line) =>
        line.offeringId === wish.offeringId &&
        line.tierId === wish.tier.id &&
        line.offeredTo?.id === wish.offer?.id,
    ),
  );
