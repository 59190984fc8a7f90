import { judge } from './judge.ts';
import type { Instance, Plan } from './model.ts';
import { type Budget, searchFrom } from './search.ts';
import type { Move } from './trial.ts';

/** One way to seat people anew, by the price at which it was found. */
export type Rebalanced = {
  /** Points that each change of chairs had to be worth; Infinity for no change: only free chairs are filled. */
  readonly price: number;
  readonly plan: Plan;
  readonly value: number;
  /** Who changes chairs. */
  readonly moved: readonly Move[];
  /** Who waited and gets a chair. */
  readonly placed: readonly Move[];
};

/** From no move to many. */
export const MOVE_PRICES: readonly number[] = [Number.POSITIVE_INFINITY, 80, 40, 20, 10, 5, 2, 0];

/**
 * The curve from no move to many: for each price a plan in which nobody loses a chair, only those move who may
 * (`mayMove`, or placed by `plan` and not seated yet), and no running group falls below what it needs. Each point is
 * the best that any price found, judged at its own: a lower price never shows a lower value.
 * @param plan how people sit now, without a breach.
 */
export const rebalance = (
  instance: Instance,
  plan: Plan,
  budget: Budget & { readonly prices?: readonly number[] },
): readonly Rebalanced[] => {
  const prices = [...(budget.prices ?? MOVE_PRICES)].sort((one, other) => other - one);
  const still: Plan[] = [plan];
  const found = prices.map((price) => {
    const searched = searchFrom(instance, { at: plan, price }, budget);
    return searched.value === Number.NEGATIVE_INFINITY ? plan : searched.plan;
  });
  const points = [...still, ...found].map((one) => pointOf(instance, plan, one));
  return prices.map((price) => ({ price, ...bestAt(points, price) }));
};

type Point = Omit<Rebalanced, 'price'>;

const pointOf = (instance: Instance, before: Plan, plan: Plan): Point => {
  const { value, breaches } = judge(instance, plan);
  if (breaches.length > 0) throw new Error(`rebalance breaks a rule: ${JSON.stringify(breaches[0])}`);
  const steps = [...plan].flatMap(([client, to]) => {
    const from = before.get(client);
    return from === to ? [] : [{ client, from, to }];
  });
  return {
    ...{ plan, value },
    moved: steps.filter(({ from }) => from !== undefined),
    placed: steps.filter(({ from }) => from === undefined),
  };
};

const bestAt = (points: readonly Point[], price: number): Point => {
  const worth = ({ value, moved }: Point) => (moved.length === 0 ? value : value - price * moved.length);
  return points.reduce((best, one) => (worth(one) > worth(best) + 1e-9 ? one : best));
};
