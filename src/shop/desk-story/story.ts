import { formatMoney } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type {
  Amount,
  AttemptRow,
  CallRow,
  CaptureRow,
  ChangeRow,
  Facts,
  HoldRow,
  MailRow,
  RefundRow,
  WebhookRow,
} from './facts.ts';

export type StoryLine = {
  readonly at: Instant;
  /** What it is about; also the first word of its line. */
  readonly about:
    | 'Checkout'
    | 'Chair'
    | 'Payment'
    | 'Call'
    | 'Notice'
    | 'Money'
    | 'Refund'
    | 'State'
    | 'Letter';
  readonly words: string;
  /** Ids and codes, for a talk with PayPal's support. */
  readonly detail: readonly string[];
  /** Somebody should look. */
  readonly trouble: boolean;
};

const present = (...parts: readonly (string | null | undefined | false)[]): string[] =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '');

/** Everything that happened to one order, in the order of time; what happened at one moment keeps the order of cause. */
export const tell = (facts: Facts, locale: string): StoryLine[] => {
  const lines = [
    {
      at: facts.begunAt,
      about: 'Checkout',
      words: 'Checkout begun; prices and dates frozen',
      detail: [],
      trouble: false,
    } as const,
    ...facts.holds.flatMap(holdLines),
    ...facts.attempts.map((attempt) => attemptLine(attempt, locale)),
    ...facts.calls.map(callLine),
    ...facts.webhooks.map(webhookLine),
    ...facts.captures.map((capture) => captureLine(capture, locale)),
    ...facts.refunds.map((refund) => refundLine(refund, locale)),
    ...facts.changes.map(changeLine),
    ...facts.mails.flatMap(mailLines),
  ];
  return lines.sort((a, b) => Number(a.at.epochNanoseconds - b.at.epochNanoseconds));
};

const holdLines = (hold: HoldRow): StoryLine[] => [
  { at: hold.createdAt, about: 'Chair', words: `Chair kept: ${hold.name}`, detail: [], trouble: false },
  ...(hold.endedAt === null
    ? []
    : [
        {
          at: hold.endedAt,
          about: 'Chair' as const,
          words: hold.state === 'consumed' ? `Chair taken: ${hold.name}` : `Chair let go: ${hold.name}`,
          detail: present(hold.endedBecause),
          trouble: false,
        },
      ]),
];

const amount = ({ amountMinor, currency }: Amount, locale: string) =>
  formatMoney({ minor: amountMinor, currency }, locale);

const attemptLine = (attempt: AttemptRow, locale: string): StoryLine => ({
  at: attempt.createdAt,
  about: 'Payment',
  words: `Attempt ${attempt.number} of ${amount(attempt, locale)}; now ${attempt.state}`,
  detail: present(
    attempt.paypalOrderId && `PayPal order ${attempt.paypalOrderId}`,
    attempt.declines > 0 && `declined ${attempt.declines} times`,
    attempt.problem,
  ),
  trouble: attempt.problem !== null,
});

const callLine = (call: CallRow): StoryLine => ({
  at: call.startedAt,
  about: 'Call',
  words: `Asked PayPal: ${call.operation}; ${call.outcome ?? 'no answer known'}`,
  detail: present(
    call.status !== null && `status ${call.status}`,
    call.requestKey && `key ${call.requestKey}`,
    call.debugId && `debug id ${call.debugId}`,
  ),
  trouble: call.outcome === null || call.outcome.startsWith('unknown'),
});

const webhookLine = (webhook: WebhookRow): StoryLine => ({
  at: webhook.receivedAt,
  about: 'Notice',
  words: `PayPal told us: ${webhook.eventType}${webhook.receivedCount > 1 ? ` (${webhook.receivedCount} times)` : ''}`,
  detail: present(`event ${webhook.eventId}`, `genuine by ${webhook.verifiedBy}`, webhook.outcome),
  trouble: false,
});

const captureLine = (capture: CaptureRow, locale: string): StoryLine => ({
  at: capture.recordedAt,
  about: 'Money',
  words: `${amount(capture, locale)} at PayPal: ${capture.status.toLowerCase()}`,
  detail: present(
    `capture ${capture.id}`,
    capture.feeMinor !== null &&
      `fee ${formatMoney({ minor: capture.feeMinor, currency: capture.currency }, locale)}`,
    capture.surplusBecause && `goes back: ${capture.surplusBecause}`,
  ),
  trouble: capture.surplusBecause !== null,
});

const refundLine = (refund: RefundRow, locale: string): StoryLine => ({
  at: refund.createdAt,
  about: 'Refund',
  words: `${amount(refund, locale)} back; ${refund.state}`,
  detail: present(refund.because, refund.paypalRefundId && `refund ${refund.paypalRefundId}`, refund.problem),
  trouble: refund.state === 'failed',
});

const changeLine = (change: ChangeRow): StoryLine => ({
  at: change.at,
  about: 'State',
  words:
    change.was === null
      ? `${change.entity}: ${change.became}`
      : `${change.entity}: ${change.was} to ${change.became}`,
  detail: present(change.because, `by ${change.actor}`),
  trouble: false,
});

const mailLines = (mail: MailRow): StoryLine[] => [
  {
    at: mail.createdAt,
    about: 'Letter',
    words: `Letter written: ${mail.kind}`,
    detail: [`to ${mail.to}`],
    trouble: false,
  },
  ...(mail.sentAt === null
    ? []
    : [
        {
          at: mail.sentAt,
          about: 'Letter' as const,
          words: `Letter sent: ${mail.kind}`,
          detail: [`attempts ${mail.attempts}`],
          trouble: false,
        },
      ]),
  ...(mail.gaveUpAt === null
    ? []
    : [
        {
          at: mail.gaveUpAt,
          about: 'Letter' as const,
          words: `Letter given up: ${mail.kind}`,
          detail: [`attempts ${mail.attempts}`],
          trouble: true,
        },
      ]),
];
