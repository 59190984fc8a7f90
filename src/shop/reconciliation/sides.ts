import type { Instant } from '../../kernel/time.ts';
import type { RefundState } from '../refunds/public.ts';
import type { BreakKind } from './break-states.ts';
import type { ReportedLine } from './report.ts';

/** A stored line; `booked`: the ledger has an entry of its own for it. */
export type Line = ReportedLine & { readonly id: string; readonly booked: boolean };

export type OurCapture = {
  readonly id: string;
  readonly attemptId: string;
  readonly status: string;
  readonly amountMinor: number;
  /** As the ledger has it; null where PayPal has not told it yet. */
  readonly feeMinor: number | null;
  readonly currency: string;
  readonly takenAt: Instant;
};

export type OurRefund = {
  readonly id: string;
  readonly captureId: string;
  readonly paypalRefundId: string | null;
  readonly state: RefundState;
  readonly amountMinor: number;
  /** As the ledger has it. */
  readonly feeBackMinor: number;
  readonly currency: string;
  readonly madeAt: Instant;
};

/** Both sides for a stretch of time. */
export type Sides = {
  readonly lines: readonly Line[];
  readonly captures: readonly OurCapture[];
  readonly refunds: readonly OurRefund[];
  /** Ours, whatever became of them. */
  readonly attemptIds: ReadonlySet<string>;
  /** Lines that another practice on the same PayPal account knows. */
  readonly elsewhere: ReadonlySet<string>;
  readonly since: Instant;
  readonly until: Instant;
};

/** What one side says. Amounts are signed: what they do to the PayPal balance; null where it says nothing. */
export type Said = {
  readonly minor: number | null;
  readonly feeMinor: number | null;
  readonly currency: string | null;
  readonly state: string | null;
};

export type Break = {
  readonly kind: BreakKind;
  readonly fingerprint: string;
  readonly lineId: string | null;
  readonly captureId: string | null;
  readonly refundId: string | null;
  readonly ours: Said;
  readonly theirs: Said;
  readonly at: Instant;
};

export const SILENT: Said = { minor: null, feeMinor: null, currency: null, state: null };

export const lineSays = (line: ReportedLine): Said => ({
  minor: line.grossMinor,
  feeMinor: line.feeMinor,
  currency: line.currency,
  state: line.status,
});

export const captureSays = (capture: OurCapture): Said => ({
  minor: capture.amountMinor,
  feeMinor: capture.feeMinor === null ? null : -capture.feeMinor,
  currency: capture.currency,
  state: capture.status,
});

export const refundSays = (refund: OurRefund): Said => ({
  minor: -refund.amountMinor,
  feeMinor: refund.feeBackMinor,
  currency: refund.currency,
  state: refund.state,
});

type About = {
  readonly line?: Line;
  readonly capture?: OurCapture;
  readonly refund?: OurRefund;
};

/** A difference, named by what it is about and what both sides say of it. */
export const breakOf = (kind: BreakKind, { line, capture, refund }: About): Break => {
  const ours = ourSide(capture, refund);
  const theirs = line ? lineSays(line) : SILENT;
  const subject = refund?.id ?? capture?.id ?? line?.id ?? '';
  const said = kind === 'fee-differs' ? [ours.feeMinor, theirs.feeMinor] : saidOf(ours, theirs);
  return {
    ...{ kind, ours, theirs, fingerprint: [kind, subject, ...said].join(' ') },
    ...{ lineId: line?.id ?? null, captureId: refund?.captureId ?? capture?.id ?? null },
    ...{ refundId: refund?.id ?? null, at: whenOf({ line, capture, refund }) },
  };
};

const saidOf = (ours: Said, theirs: Said) =>
  [ours, theirs].flatMap(({ minor, currency, state }) => [minor, currency, state]);

const ourSide = (capture: OurCapture | undefined, refund: OurRefund | undefined): Said => {
  if (refund) return refundSays(refund);
  return capture ? captureSays(capture) : SILENT;
};

const whenOf = ({ line, capture, refund }: { [Key in keyof About]: About[Key] | undefined }): Instant => {
  const at = line?.at ?? refund?.madeAt ?? capture?.takenAt;
  if (!at) throw new Error('a difference is about something');
  return at;
};
