import { fromDecimal } from '../../src/kernel/money.ts';
import { type DisputeReason, openDispute, resolveDispute, type Verdict } from './disputes.ts';
import { type MovementOrder, move } from './movements.ts';
import { giveBack } from './refunds.ts';
import { moneyOf, wire } from './views.ts';
import type { World } from './world.ts';

/** What happens at PayPal without the shop's asking. Amounts are decimals; events leave as always. */
export type Elsewhere = {
  /** The seller gives money back at PayPal's own site; gives the refund's id. */
  refundOutside(captureId: string, value: string): string;
  /** The buyer complains; `value` where it is about a part. Gives the dispute's id. */
  openDispute(
    captureId: string,
    about?: { readonly reason?: DisputeReason; readonly value?: string },
  ): string;
  resolveDispute(disputeId: string, verdict: Verdict): void;
  /** Something else moves on the account; gives its transaction id. */
  move(movement: MovementOrder): string;
};

const known = <Found>(found: Found | undefined, what: string): Found => {
  if (found === undefined) throw new Error(`The local PayPal knows no such ${what}.`);
  return found;
};

export const elsewhere = (world: World, committed: () => void): Elsewhere => {
  const { ledger } = world;
  const capture = (id: string) => known(ledger.get('captures', id), 'capture');
  const decimal = (id: string, value: string) =>
    known(fromDecimal(value, moneyOf(capture(id).amount).currency), 'amount');
  const happens = <Value>(what: () => Value): Value => {
    const value = ledger.transact(what);
    committed();
    return value;
  };
  return {
    refundOutside: (id, value) =>
      happens(() => {
        const giving = { invoiceId: undefined, customId: undefined, note: undefined };
        return giveBack(world, capture(id), { ...giving, amount: wire(decimal(id, value)) }).id;
      }),
    openDispute: (id, { reason = 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED', value } = {}) =>
      happens(() => {
        const about = value === undefined ? undefined : decimal(id, value);
        return openDispute(world, capture(id), reason, about).id;
      }),
    resolveDispute: (id, verdict) =>
      happens(() => void resolveDispute(world, known(ledger.get('disputes', id), 'dispute'), verdict)),
    move: (movement) => happens(() => known(move(world, movement), 'movement').id),
  };
};
