import type { Instant } from '../../kernel/time.ts';
import { kindOf, type LineKind } from './report.ts';
import { type Break, breakOf, type Line, type OurCapture, type OurRefund, type Sides } from './sides.ts';
import { isCovered } from './window.ts';

/** Accounts against which a movement that is no sale and no refund is booked by itself. */
export type MovementAccount = 'bank' | 'exchange' | 'paypal-fees' | 'disputes';

/** What the program does by itself, before it calls a person. */
export type Deed =
  /** PayPal told its fee only in the report. */
  | { readonly do: 'learn-fee'; readonly capture: OurCapture; readonly feeMinor: number }
  /** PayPal is asked once more about a payment. */
  | { readonly do: 'look'; readonly attemptId: string }
  /** A refund that was not made here is written down. */
  | {
      readonly do: 'recognise';
      readonly captureId: string;
      readonly paypalRefundId: string;
      readonly reversed: boolean;
    }
  | {
      readonly do: 'book';
      readonly as: MovementAccount;
      readonly because: string;
      readonly line: Line;
      readonly capture: OurCapture | undefined;
    };

export type Found = { readonly deeds: readonly Deed[]; readonly breaks: readonly Break[] };

/** Lays both books beside each other. What cannot be explained by itself is a break; the order of lines does not matter. */
export const match = (sides: Sides): Found => {
  const lines = sides.lines.filter((line) => !sides.elsewhere.has(line.id) && !line.booked);
  const nameless = matchNameless(sides, lines);
  const found = lines.filter(({ id }) => !nameless.has(id)).map((line) => judge(line, sides));
  return {
    deeds: found.flatMap(({ deeds }) => deeds),
    breaks: [...found.flatMap(({ breaks }) => breaks), ...onlyHere(sides)],
  };
};

const NOTHING: Found = { deeds: [], breaks: [] };
const deed = (one: Deed): Found => ({ deeds: [one], breaks: [] });
const differs = (...breaks: readonly Break[]): Found => ({ deeds: [], breaks });

const judge = (line: Line, sides: Sides): Found => JUDGES[kindOf(line.code)](line, sides);

const isDone = ({ status }: Line): boolean => status === 'S' || status === 'V';

/** A line that nobody here knows; one that moved no money is none of our business. */
const unknown = (line: Line): Found =>
  isDone(line) ? differs(breakOf('only-at-paypal', { line })) : NOTHING;

const payment = (line: Line, sides: Sides): Found => {
  const capture = sides.captures.find(({ id }) => id === line.transactionId);
  if (capture) return compareCapture(line, capture);
  const attemptId = line.customField;
  if (!isDone(line) || attemptId === undefined || !sides.attemptIds.has(attemptId)) return unknown(line);
  return { deeds: [{ do: 'look', attemptId }], breaks: [breakOf('only-at-paypal', { line })] };
};

/** PayPal took it, in whole or with something given back since. */
const TAKEN = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'];

const compareCapture = (line: Line, capture: OurCapture): Found => {
  const about = { line, capture };
  const taken = TAKEN.includes(capture.status);
  if (taken !== isDone(line)) {
    const look = { do: 'look', attemptId: capture.attemptId } as const;
    return { deeds: [look], breaks: [breakOf('state-differs', about)] };
  }
  if (!taken) return NOTHING;
  if (capture.currency !== line.currency) return differs(breakOf('currency-differs', about));
  if (capture.amountMinor !== line.grossMinor) return differs(breakOf('amount-differs', about));
  const feeMinor = -line.feeMinor;
  if (capture.feeMinor === null) return deed({ do: 'learn-fee', capture, feeMinor });
  return capture.feeMinor === feeMinor ? NOTHING : differs(breakOf('fee-differs', about));
};

const wentBack =
  (reversed: boolean) =>
  (line: Line, sides: Sides): Found => {
    const refund = sides.refunds.find(({ paypalRefundId }) => paypalRefundId === line.transactionId);
    if (refund) return compareRefund(line, refund);
    const capture = sides.captures.find(({ id }) => id === line.referenceId);
    if (!capture || !isDone(line)) return unknown(line);
    return {
      deeds: [{ do: 'recognise', captureId: capture.id, paypalRefundId: line.transactionId, reversed }],
      breaks: [{ ...breakOf('only-at-paypal', { line }), captureId: capture.id }],
    };
  };

/** The program is on its way to PayPal's answer by itself. */
const MOVING: readonly OurRefund['state'][] = ['wanted', 'asked', 'pending'];
/** Money went back, whatever came after. */
const GONE: readonly OurRefund['state'][] = ['completed', 'undone'];

const compareRefund = (line: Line, refund: OurRefund): Found => {
  const about = { line, refund };
  if (MOVING.includes(refund.state)) return NOTHING;
  const gone = GONE.includes(refund.state);
  if (gone !== isDone(line)) return differs(breakOf('state-differs', about));
  if (!gone) return NOTHING;
  if (refund.currency !== line.currency) return differs(breakOf('currency-differs', about));
  if (refund.amountMinor !== -line.grossMinor) return differs(breakOf('amount-differs', about));
  return refund.feeBackMinor === line.feeMinor ? NOTHING : differs(breakOf('fee-differs', about));
};

/** Money that a dispute took comes back: a payment of ours must be what it is about. */
const cameBack = (line: Line, sides: Sides): Found => {
  const capture = sides.captures.find(({ id }) => id === line.referenceId);
  if (!capture || !isDone(line)) return unknown(line);
  return deed({ do: 'book', as: 'disputes', because: 'dispute-won', line, capture });
};

const movement =
  (as: MovementAccount, because: string) =>
  (line: Line, sides: Sides): Found => {
    if (!isDone(line)) return NOTHING;
    const capture = sides.captures.find(({ id }) => id === line.referenceId);
    return deed({ do: 'book', as, because, line, capture });
  };

const JUDGES = {
  payment,
  refund: wentBack(false),
  reversal: wentBack(true),
  'reversal-back': cameBack,
  'dispute-fee': movement('disputes', 'dispute-fee'),
  fee: movement('paypal-fees', 'paypal-fee'),
  bank: movement('bank', 'bank'),
  exchange: movement('exchange', 'exchange'),
  hold: () => NOTHING,
  other: unknown,
} as const satisfies Record<LineKind, (line: Line, sides: Sides) => Found>;

const isReturn = ({ code }: Line) => kindOf(code) === 'refund' || kindOf(code) === 'reversal';

const namelessOf = (refunds: readonly OurRefund[]) =>
  refunds.filter(({ paypalRefundId, state }) => paypalRefundId === null && GONE.includes(state));

/**
 * Refunds that we know by their sum alone, because PayPal's number was never heard: a payment's lines that nobody
 * claims agree with them where the sums do. Answers the ids of those lines.
 */
const matchNameless = ({ refunds }: Sides, lines: readonly Line[]): ReadonlySet<string> => {
  const claimed = new Set(refunds.flatMap(({ paypalRefundId }) => paypalRefundId ?? []));
  const loose = Map.groupBy(
    lines.filter((line) => isReturn(line) && isDone(line) && !claimed.has(line.transactionId)),
    ({ referenceId }) => referenceId ?? '',
  );
  const nameless = Map.groupBy(namelessOf(refunds), ({ captureId }) => captureId);
  const agreed = [...nameless].flatMap(([captureId, ours]) => {
    const theirs = loose.get(captureId) ?? [];
    const sum = ours.reduce((total, { amountMinor }) => total + amountMinor, 0);
    return theirs.reduce((total, { grossMinor }) => total - grossMinor, 0) === sum ? theirs : [];
  });
  return new Set(agreed.map(({ id }) => id));
};

/** Ours, in the stretch, long enough ago, and told by no line of any state. */
const onlyHere = ({ lines, captures, refunds, since, until }: Sides): Break[] => {
  const told = new Set(lines.map(({ transactionId }) => transactionId));
  const returned = new Set(lines.filter(isReturn).map(({ referenceId }) => referenceId));
  const due = (at: Instant) => isCovered({ since, until }, at);
  const silent = refunds.filter(({ paypalRefundId, captureId, state, madeAt }) => {
    if (!GONE.includes(state) || !due(madeAt)) return false;
    return paypalRefundId === null ? !returned.has(captureId) : !told.has(paypalRefundId);
  });
  return [
    ...captures
      .filter(({ id, status, takenAt }) => TAKEN.includes(status) && due(takenAt) && !told.has(id))
      .map((capture) => breakOf('only-here', { capture })),
    ...silent.map((refund) => breakOf('only-here', { refund })),
  ];
};
