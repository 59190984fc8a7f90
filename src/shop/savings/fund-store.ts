import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { CheckoutKey } from './store.ts';
import { canUseBecome, type UseState } from './use-states.ts';

export type FundUse = {
  readonly id: string;
  readonly fundId: string;
  readonly lineId: string;
  readonly amountMinor: number;
  readonly state: UseState;
};

export const fundUsesOf = (sql: Queryable, { practiceId, checkoutId }: CheckoutKey) => sql<FundUse[]>`
  select id, fund_id as "fundId", line_id as "lineId", amount_minor as "amountMinor", state
  from shop.fund_uses where practice_id = ${practiceId} and checkout_id = ${checkoutId} order by id
`;

/** The atomic take, for all lines or none: only while the fund has so much that nobody else reserved. */
export const reserveInFund = (tx: Tx, practiceId: PracticeId, amountMinor: number) => tx<{ id: string }[]>`
  update shop.funds set reserved_minor = reserved_minor + ${amountMinor}
  where practice_id = ${practiceId} and balance_minor - reserved_minor >= ${amountMinor}
  returning id
`;

export const insertFundUses = (
  tx: Tx,
  { practiceId, checkoutId }: CheckoutKey,
  fundId: string,
  uses: readonly { readonly id: string; readonly lineId: string; readonly amountMinor: number }[],
) => tx`
  insert into shop.fund_uses ${tx(
    uses.map((use) => ({
      practice_id: practiceId,
      id: use.id,
      fund_id: fundId,
      checkout_id: checkoutId,
      line_id: use.lineId,
      state: 'reserved',
      amount_minor: use.amountMinor,
    })),
  )}
`;

export const moveFundUse = (tx: Tx, practiceId: PracticeId, use: FundUse, next: UseState) => {
  invariant(canUseBecome(use.state, next), `a ${use.state} use does not become ${next}`);
  return tx`
    update shop.fund_uses set state = ${next}, changed_at = platform.now()
    where practice_id = ${practiceId} and id = ${use.id}
  `;
};

/** What was reserved is free again, or has been paid and leaves the balance. */
export const countFundUse = (
  tx: Tx,
  practiceId: PracticeId,
  use: FundUse,
  next: 'given-back' | 'consumed',
) => tx`
  update shop.funds set reserved_minor = reserved_minor - ${use.amountMinor},
    balance_minor = balance_minor - ${next === 'consumed' ? use.amountMinor : 0}
  where practice_id = ${practiceId} and id = ${use.fundId}
`;

/** The row that says why the balance changed. */
export const insertPaid = (tx: Tx, practiceId: PracticeId, use: FundUse, actor: string) => tx`
  insert into shop.fund_movements (practice_id, id, fund_id, kind, amount_minor, use_id, actor)
  values (${practiceId}, ${newId<'movement'>()}, ${use.fundId}, 'paid', ${-use.amountMinor}, ${use.id}, ${actor})
`;
