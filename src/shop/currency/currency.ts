import { type Currency, decimalsOf, isCurrency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';

/** Why a practice keeps its currency. */
export type CurrencyStop =
  | { readonly because: 'orders'; readonly count: number }
  | { readonly because: 'paying-now' }
  | { readonly because: 'other-decimals'; readonly names: readonly string[] };

export type ShopNow = {
  readonly orders: number;
  /** Checkouts that are open or paying. */
  readonly paying: number;
  /** All that has a price, by its name. */
  readonly priced: readonly { readonly name: string; readonly currency: string }[];
};

/** Whether a practice may turn to another currency: before anything was sold, and where its prices keep their sense. */
export const judgeTurn = (
  { orders, paying, priced }: ShopNow,
  to: Currency,
): Result<undefined, CurrencyStop> => {
  if (orders > 0) return refuse({ because: 'orders', count: orders });
  if (paying > 0) return refuse({ because: 'paying-now' });
  const names = priced
    .filter(({ currency }) => isCurrency(currency) && decimalsOf(currency) !== decimalsOf(to))
    .map(({ name }) => name);
  return names.length > 0 ? refuse({ because: 'other-decimals', names }) : accept(undefined);
};
