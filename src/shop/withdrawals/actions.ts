import type { Practice } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { giveBackToFund } from '../funds/public.ts';
import { fullRefund, type Refund, refundFor, ruleOf, type StoredRule } from '../refund-rule/public.ts';
import { requestRefund } from '../refunds/public.ts';
import { freeSeat, lockSeats } from '../seats/public.ts';
import { postLetters } from './letter-actions.ts';
import * as store from './store.ts';
import type { ByWhom, DeskSum, SeatToWithdraw, Why } from './withdrawal.ts';

export type WithdrawalDeps = {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly links: SecretLinks;
  readonly publicUrl: string;
};

/** What would go back if the seat were given back at the moment it was read, by the rule that it was bought with. */
export type Terms = {
  readonly rule: StoredRule;
  readonly byRule: Refund;
  readonly allMinor: number;
  /** What the rule gives back to the sponsors' fund: it is treated like who paid beside it. */
  readonly fundByRuleMinor: number;
};

export const termsOf = async (
  sql: Db['sql'] | Tx,
  practice: Practice,
  seat: SeatToWithdraw,
): Promise<Terms | undefined> => {
  if (!seat.order) return undefined;
  const rule = await ruleOf(sql, practice, seat.order.checkoutId);
  const bought = { ...seat, placedAt: seat.order.placedAt };
  const support = { ...bought, paidMinor: seat.fundMinor, goneMinor: 0 };
  return {
    rule,
    byRule: refundFor(rule, bought, seat.now),
    allMinor: fullRefund(seat),
    // The fee is for the work of one refund, and the fund's part is none.
    fundByRuleMinor: refundFor({ ...rule, feeMinor: 0 }, support, seat.now).minor,
  };
};

export type WithdrawalRefusal =
  | { readonly because: 'already-given-back' }
  /** Time went by, or money moved, since the sum was shown. */
  | { readonly because: 'sum-changed' };

export type Wish = {
  readonly seatId: string;
  readonly byWhom: ByWhom;
  readonly personId?: string;
  readonly sum: DeskSum;
  /** What the page said would go back; undefined for who may not see it. */
  readonly shownMinor: number | undefined;
  /** 'given-back' where it is left out. */
  readonly why?: Why;
};

/**
 * Gives a seat back: it is free for others, the money that the rule gives is asked for, whoever has to know is written
 * to, all at once or not at all. Pressed twice, it happens once. It locks the group, then the money, then the seat.
 */
export const withdraw = (
  deps: WithdrawalDeps,
  practice: Practice,
  wish: Wish,
): Promise<Result<{ readonly backMinor: number }, WithdrawalRefusal>> =>
  deps.db.begin(async (tx) => {
    const { id: practiceId } = practice;
    const known = await store.findSeat(tx, practiceId, wish.seatId);
    invariant(known, 'a seat that is to be given back exists');
    await lockSeats(tx, practiceId, [known.offeringId]);
    await store.lockMoneyOf(tx, practiceId, wish.seatId);
    const seat = await store.findSeat(tx, practiceId, wish.seatId);
    invariant(seat, 'a locked seat is there');
    if (seat.isFreed) return refuse({ because: 'already-given-back' });
    const terms = await termsOf(tx, practice, seat);
    const backMinor = sumOf(terms, wish.sum);
    if (wish.shownMinor !== undefined && wish.shownMinor !== backMinor)
      return refuse({ because: 'sum-changed' });
    const freed = await freeSeat(tx, deps, {
      ...{ practiceId, seatId: wish.seatId },
      ...{ because: wish.why === 'not-held' ? 'not-held' : 'withdrawn', by: wish.byWhom },
    });
    if (!freed.ok) return refuse({ because: 'already-given-back' });
    await write(tx, deps, { practice, seat, wish, terms, backMinor });
    return accept({ backMinor });
  });

const sumOf = (terms: Terms | undefined, sum: DeskSum): number => {
  if (!terms || sum === 'nothing') return 0;
  return sum === 'all' ? terms.allMinor : terms.byRule.minor;
};

type Decided = {
  readonly practice: Practice;
  readonly seat: SeatToWithdraw;
  readonly wish: Wish;
  readonly terms: Terms | undefined;
  readonly backMinor: number;
};

const write = async (tx: Tx, deps: WithdrawalDeps, decided: Decided): Promise<void> => {
  const { practice, seat, wish, terms, backMinor } = decided;
  const { byWhom, personId, why = 'given-back' } = wish;
  const id = await bookGivenBack(tx, deps, practice.id, {
    ...{ seat, byWhom, personId, backMinor },
    because: becauseOf(wish, terms),
    ruleVersion: terms?.rule.version ?? null,
  });
  await toFund(tx, decided);
  await postLetters(tx, deps, { practice, seat, withdrawalId: id, byWhom, why, backMinor });
};

export type GivenBack = {
  readonly seat: SeatToWithdraw;
  readonly byWhom: ByWhom;
  readonly personId: string | undefined;
  readonly because: string;
  readonly ruleVersion: number | null;
  readonly backMinor: number;
};

/** Writes down that a seat came back, and asks for what goes back for it; the caller frees the seat and tells people. */
export const bookGivenBack = async (
  tx: Tx,
  deps: Pick<WithdrawalDeps, 'jobs'>,
  practiceId: Practice['id'],
  { seat, backMinor, because, byWhom, personId, ruleVersion }: GivenBack,
): Promise<string> => {
  const id = newId<'withdrawal'>();
  const asked = await ask(tx, deps, {
    ...{ practiceId, id, backMinor, by: byWhom, because },
    ...{ orderId: seat.order?.id, lineId: seat.order?.lineId },
  });
  await store.insertWithdrawal(tx, practiceId, {
    ...{ id, seatId: seat.seatId, orderId: seat.order?.id ?? null, byWhom, personId: personId ?? null },
    ...{ because, ruleVersion, paidMinor: seat.paidMinor, backMinor, ...asked },
  });
  return id;
};

/** What the row says of why this much goes back. */
const becauseOf = ({ sum, why }: Wish, terms: Terms | undefined): string => {
  if (why === 'not-held') return why;
  return sum === 'rule' ? (terms?.byRule.because ?? 'nothing-paid') : `desk-${sum}`;
};

/** By the same choice the sponsors' fund has its part back. The money behind the seat is locked already. */
const toFund = async (tx: Tx, { practice, seat, wish, terms }: Decided): Promise<void> => {
  if (!seat.order || !terms || seat.fundMinor === 0 || wish.sum === 'nothing') return;
  const amountMinor = wish.sum === 'all' ? seat.fundMinor : terms.fundByRuleMinor;
  const { lineId } = seat.order;
  await giveBackToFund(tx, { practiceId: practice.id, lineId, amountMinor, by: wish.byWhom });
};

type Asking = {
  readonly practiceId: Practice['id'];
  readonly id: string;
  readonly backMinor: number;
  readonly by: string;
  readonly orderId: string | undefined;
  readonly lineId: string | undefined;
  readonly because: string;
};

const REASONS: Readonly<Record<string, 'not-held' | 'transfer'>> = {
  'not-held': 'not-held',
  transferred: 'transfer',
};

/** Asks for the money; where that cannot be done now, the withdrawal says that it is owed, and why. */
const ask = async (tx: Tx, deps: Pick<WithdrawalDeps, 'jobs'>, asking: Asking) => {
  const { practiceId, id, backMinor: amountMinor, by, orderId, lineId } = asking;
  const because = REASONS[asking.because] ?? 'withdrawal';
  if (amountMinor === 0 || !orderId || !lineId) return { refundId: null, owedBecause: null };
  const wished = await requestRefund(tx, deps, {
    ...{ practiceId, orderId, wishId: id, amountMinor, because, by },
    lines: [{ lineId, amountMinor }],
  });
  return wished.ok
    ? { refundId: wished.value.refundId, owedBecause: null }
    : { refundId: null, owedBecause: wished.refusal.because };
};

/** Asks once more for what could not be asked for: a payment that was under review, a dispute that is over. */
export const askForOwed = async (deps: WithdrawalDeps): Promise<void> => {
  for (const { practiceId, id } of await store.owedNow(deps.db.sql, 200))
    await deps.db.begin(async (tx) => {
      const owed = await store.lockOwed(tx, practiceId, id);
      if (!owed) return;
      const { refundId } = await ask(tx, deps, { ...owed, by: 'withdrawal' });
      if (refundId) await store.markAsked(tx, owed, refundId);
    });
};

/** Writes down how owed money was paid back without PayPal. False when nothing is owed any more. */
export const settleOwed = (
  { db }: Pick<WithdrawalDeps, 'db'>,
  practice: Practice,
  settled: { readonly seatId: string; readonly how: string },
): Promise<boolean> => store.markSettled(db.sql, practice.id, settled);
