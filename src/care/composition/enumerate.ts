import { judge } from './judge.ts';
import type { Instance, Plan } from './model.ts';
import { seatedIn } from './seated.ts';

/** More plans than this are not tried one by one. */
const MOST_PLANS = 2_000_000;

/** The best plan without a breach, by trying all of them: the truth that search and bound are measured against. */
export const bestOfAll = (
  instance: Instance,
): { readonly value: number; readonly plan: Plan } | undefined => {
  const waiting = instance.clients.filter(({ sitsIn }) => sitsIn === undefined).map(({ id }) => id);
  const choices = [undefined, ...instance.groups.map(({ id }) => id)];
  if (choices.length ** waiting.length > MOST_PLANS)
    throw new RangeError(`bestOfAll: ${choices.length}^${waiting.length} plans are too many to try`);
  let best: { value: number; plan: Plan } | undefined;
  const walk = (index: number, plan: Map<string, string>) => {
    const client = waiting[index];
    if (client === undefined) {
      const { value, breaches } = judge(instance, plan);
      if (breaches.length === 0 && value > (best?.value ?? Number.NEGATIVE_INFINITY))
        best = { value, plan: new Map(plan) };
      return;
    }
    for (const group of choices) {
      if (group !== undefined) plan.set(client, group);
      walk(index + 1, plan);
      plan.delete(client);
    }
  };
  walk(0, new Map(seatedIn(instance)));
  return best;
};
