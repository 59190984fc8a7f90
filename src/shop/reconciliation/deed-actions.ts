import type { PracticeId } from '../../kernel/id.ts';
import { isCurrency, money } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import { feeLearned, movedAtPayPal, post } from '../fulfilment/public.ts';
import { look, type PaymentDeps } from '../payments/public.ts';
import { noteRefund } from '../refunds/public.ts';
import type { Deed } from './match.ts';
import * as store from './store.ts';

/** Does what needs no person. Each may be done again: what is done already changes nothing. */
export const doDeed = async (deps: PaymentDeps, practiceId: PracticeId, deed: Deed): Promise<void> => {
  if (deed.do === 'look') await look(deps, { practiceId, attemptId: deed.attemptId }, 'reconciler');
  else if (deed.do === 'recognise') await noteRefund(deps, practiceId, deed, 'reconciler');
  else
    await deps.db.as({ kind: 'job:reconcile', practiceId }, (tx) =>
      deed.do === 'learn-fee' ? learn(tx, practiceId, deed) : book(tx, practiceId, deed),
    );
};

const learn = async (
  tx: Tx,
  practiceId: PracticeId,
  { capture, feeMinor }: Extract<Deed, { do: 'learn-fee' }>,
): Promise<void> => {
  if (!isCurrency(capture.currency)) return;
  if (!(await store.learnFee(tx, practiceId, capture.id, feeMinor))) return;
  const orderId = await store.orderPaidBy(tx, practiceId, capture.id);
  await post(tx, practiceId, feeLearned(money(feeMinor, capture.currency)), {
    ...{ captureId: capture.id, attemptId: capture.attemptId, ...(orderId ? { orderId } : {}) },
  });
};

const book = async (
  tx: Tx,
  practiceId: PracticeId,
  { line, capture, as, because }: Extract<Deed, { do: 'book' }>,
): Promise<void> => {
  if (!isCurrency(line.currency) || !(await store.mayBeBooked(tx, practiceId, line.id))) return;
  const orderId = capture && (await store.orderPaidBy(tx, practiceId, capture.id));
  const posting = movedAtPayPal(because, money(line.grossMinor, line.currency), -line.feeMinor, as);
  await post(tx, practiceId, posting, {
    reportLineId: line.id,
    ...(capture ? { captureId: capture.id, attemptId: capture.attemptId } : {}),
    ...(orderId ? { orderId } : {}),
  });
};
