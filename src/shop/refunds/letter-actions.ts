import { practiceById } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { formatMoney, money } from '../../kernel/money.ts';
import type { Platform } from '../../platform/platform.ts';
import { urls } from '../../urls.ts';
import { type RefundStep, refundLetter } from './letter.ts';
import * as store from './letter-store.ts';
import type { RefundState } from './refund-states.ts';

type Deps = Pick<Platform, 'db' | 'outbox' | 'links' | 'publicUrl'>;

/** States in which a step's letter is still true when it is written. */
const TRUE_WHILE = {
  asked: ['asked', 'pending'],
  completed: ['completed'],
  failed: ['failed'],
  settled: ['settled'],
} as const satisfies Record<RefundStep, readonly RefundState[]>;

/**
 * Writes to the payer what became of a refund: once a step and try, and only while it is true. What a dispute took is
 * told by PayPal alone: while one is fought over, the buyer is not written to.
 */
export const tellOfRefund = async (
  deps: Deps,
  practiceId: PracticeId,
  refund: { readonly refundId: string; readonly generation: number },
  step: RefundStep,
): Promise<void> => {
  const told = await store.refundToTell(deps.db.sql, practiceId, refund.refundId);
  const states: readonly RefundState[] = TRUE_WHILE[step];
  if (!told || !states.includes(told.state) || told.because === 'reversed') return;
  const practice = await practiceById(deps.db, practiceId);
  invariant(practice, 'a refund belongs to a practice');
  const letter = refundLetter(practice, step, {
    ...{ orderNumber: told.orderNumber, note: told.note, settledHow: told.settledHow },
    amount: formatMoney(money(told.amountMinor, told.currency), practice.locale),
    elsewhere: told.because === 'outside',
    orderAddress: deps.publicUrl + urls.order(deps.links.secret('order', told.orderId)),
  });
  await deps.db.begin((tx) =>
    deps.outbox.mail(tx, {
      ...{ practiceId, kind: `refund-${step}`, orderId: told.orderId },
      dedupe: `refund-${step}:${refund.refundId}:${refund.generation}`,
      mail: { to: told.payerEmail, ...letter },
    }),
  );
};
