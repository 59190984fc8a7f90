import type { PracticeId } from '../../kernel/id.ts';
import { type Currency, money } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { fundReturned, giftCame, post } from '../fulfilment/public.ts';
import { availableIn } from './fund.ts';
import * as store from './store.ts';

export type Gift = {
  /** Chosen by whoever asks (the form's): the same gift twice is one. */
  readonly id: string;
  /** Minor units, above 0. */
  readonly amountMinor: number;
  readonly onDate: PlainDate;
  /** Whatever the desk wants to remember of it. */
  readonly note: string;
};

type Desk = { readonly practiceId: PracticeId; readonly currency: Currency };

export type FundRefusal =
  | { readonly because: 'other-currency'; readonly currency: Currency }
  /** A correction below what is there and promised to nobody. */
  | { readonly because: 'not-so-much'; readonly availableMinor: number };

/** A sponsor gave money: the balance, its movement and the ledger come to say so together. The first gift opens the fund. */
export const recordGift = async (tx: Tx, desk: Desk, gift: Gift): Promise<Result<true, FundRefusal>> => {
  await store.openFund(tx, desk.practiceId, { id: newId<'fund'>(), currency: desk.currency });
  return change(tx, desk, { ...gift, kind: 'gift', actor: 'desk' });
};

/** A mistake is put right by a movement of its own, plus or minus, with a reason. */
export const correctFund = (
  tx: Tx,
  desk: Desk,
  correction: Pick<Gift, 'id' | 'amountMinor' | 'note'>,
): Promise<Result<true, FundRefusal>> =>
  change(tx, desk, { ...correction, kind: 'correction', actor: 'desk' });

const change = async (
  tx: Tx,
  { practiceId, currency }: Desk,
  movement: store.NewMovement,
): Promise<Result<true, FundRefusal>> => {
  const fund = await store.lockFund(tx, practiceId);
  const availableMinor = availableIn(fund);
  if (!fund || movement.amountMinor + availableMinor < 0)
    return refuse({ because: 'not-so-much', availableMinor });
  if (fund.currency !== currency) return refuse({ because: 'other-currency', currency: fund.currency });
  const [fresh] = await store.insertMovement(tx, practiceId, fund.id, movement);
  if (!fresh) return accept(true);
  await store.addToBalance(tx, practiceId, fund.id, movement.amountMinor);
  await post(tx, practiceId, giftCame(money(movement.amountMinor, currency)), {});
  return accept(true);
};

export type ReturnRefusal = {
  readonly because: /** The fund paid nothing of this line. */
    | 'nothing-paid'
    /** More than is left of what it paid. */
    | 'too-much';
};

/**
 * What the fund paid of a line goes back into it, in the caller's transaction: a chair was given back, a group was not
 * held. Give the line's id and minor units above 0, or 'all' for whatever is left. Refunds of what the buyer paid are no part
 * of it. Locks the fund: call it after whatever locks checkouts, seats, offerings or captures.
 */
export const giveBackToFund = async (
  tx: Tx,
  wish: {
    readonly practiceId: PracticeId;
    readonly lineId: string;
    readonly amountMinor: number | 'all';
    /** Which door it came through: desk, buyer, decision. */
    readonly by: string;
    /** Chosen by the caller: the same return twice is one. */
    readonly id?: string;
  },
): Promise<Result<{ readonly returnedMinor: number }, ReturnRefusal>> => {
  const { practiceId, lineId, by } = wish;
  const fund = await store.lockFund(tx, practiceId);
  const support = fund && (await store.supportOfLine(tx, practiceId, lineId));
  if (!support) return refuse({ because: 'nothing-paid' });
  const left = support.amountMinor - support.returnedMinor;
  const returnedMinor = wish.amountMinor === 'all' ? left : wish.amountMinor;
  if (returnedMinor === 0) return accept({ returnedMinor });
  if (returnedMinor > left || returnedMinor < 0) return refuse({ because: 'too-much' });
  const movement = { id: wish.id ?? newId<'movement'>(), amountMinor: returnedMinor, useId: support.id };
  const [fresh] = await store.insertMovement(tx, practiceId, fund.id, {
    ...movement,
    kind: 'returned',
    actor: by,
  });
  if (!fresh) return accept({ returnedMinor });
  const [counted] = await store.countReturn(tx, practiceId, support.id, returnedMinor);
  if (!counted) return refuse({ because: 'too-much' });
  await store.addToBalance(tx, practiceId, fund.id, returnedMinor);
  const amount = money(returnedMinor, fund.currency);
  await post(tx, practiceId, fundReturned(amount), { orderId: counted.orderId });
  return accept({ returnedMinor });
};
