import { type Currency, fromDecimal } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { WishedPart, WishReason } from '../refunds/public.ts';

/** What somebody at the desk chose, as typed. */
export type Typed = {
  readonly how: string;
  readonly amount: string;
  readonly lines: readonly string[];
  readonly reason: string;
  readonly note: string;
  readonly chairs: string;
  /** Made with the form: the same form sent twice is one refund. */
  readonly wishId: string;
};

/** A line of the order with what of its price has not gone back. */
export type LineLeft = {
  readonly id: string;
  readonly leftMinor: number;
  readonly seatId: string | null;
};

export type OrderMoney = {
  readonly currency: Currency;
  readonly leftMinor: number;
  readonly lines: readonly LineLeft[];
};

export type Choice = {
  readonly amountMinor: number;
  readonly lines: readonly WishedPart[];
  readonly reason: WishReason;
  readonly note: string;
  readonly freesSeats: readonly string[];
};

export type ChoiceErrors = Partial<Record<'how' | 'amount' | 'lines' | 'reason' | 'note' | 'chairs', string>>;

export const REASONS = {
  'by-hand': 'Agreed with the buyer',
  withdrawal: 'The buyer gave the chair back',
  'not-held': 'Meetings did not take place',
} as const satisfies Partial<Record<WishReason, string>>;

const NOTE_LIMIT = 255;

/** Reads a choice against the order's money; what is wrong is said beside its field. */
export const choose = (typed: Typed, money: OrderMoney): Result<Choice, ChoiceErrors> => {
  const reason = Object.hasOwn(REASONS, typed.reason) ? (typed.reason as keyof typeof REASONS) : undefined;
  const sum = sumOf(typed, money);
  const errors: ChoiceErrors = {
    ...(sum.ok ? {} : sum.refusal),
    ...(reason ? {} : { reason: 'Please choose why.' }),
    ...(typed.note.length > NOTE_LIMIT ? { note: `Please use at most ${NOTE_LIMIT} signs.` } : {}),
    ...(typed.chairs === 'keep' || typed.chairs === 'free'
      ? {}
      : { chairs: 'Please choose what becomes of the chair.' }),
  };
  if (!sum.ok || !reason || Object.keys(errors).length > 0) return refuse(errors);
  const { amountMinor, lines } = sum.value;
  const named = lines.map(({ lineId }) => lineId);
  const touched = lines.length === 0 ? money.lines : money.lines.filter(({ id }) => named.includes(id));
  const freesSeats = typed.chairs === 'free' ? touched.flatMap(({ seatId }) => seatId ?? []) : [];
  return accept({ amountMinor, lines, reason, note: typed.note, freesSeats });
};

type Sum = Pick<Choice, 'amountMinor' | 'lines'>;

const sumOf = (typed: Typed, money: OrderMoney): Result<Sum, ChoiceErrors> => {
  if (typed.how === 'all') return accept({ amountMinor: money.leftMinor, lines: [] });
  if (typed.how === 'sum') return freeSum(typed.amount, money);
  if (typed.how !== 'lines') return refuse({ how: 'Please choose how much goes back.' });
  const chosen = money.lines.filter(({ id, leftMinor }) => typed.lines.includes(id) && leftMinor > 0);
  if (chosen.length === 0) return refuse({ lines: 'Please tick what goes back.' });
  const lines = chosen.map(({ id, leftMinor }) => ({ lineId: id, amountMinor: leftMinor }));
  return accept({ amountMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0), lines });
};

const freeSum = (text: string, { currency, leftMinor }: OrderMoney): Result<Sum, ChoiceErrors> => {
  const amount = fromDecimal(
    text
      .trim()
      .replace(/^[^\d-]{1,3}/, '')
      .replace(',', '.'),
    currency,
  );
  if (!amount || amount.minor <= 0) return refuse({ amount: 'Please write a sum, such as 20.00.' });
  if (amount.minor > leftMinor) return refuse({ amount: 'That is more than is left of this order.' });
  return accept({ amountMinor: amount.minor, lines: [] });
};
