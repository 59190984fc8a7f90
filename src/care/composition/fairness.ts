import type { Instance, Plan } from './model.ts';
import { Trial } from './trial.ts';
import { WAITS } from './waits.ts';

/** Weeks that people have waited; of nobody all are 0. Percentiles by the nearest rank. */
export type Waits = {
  readonly people: number;
  readonly p50: number;
  readonly p90: number;
  readonly longest: number;
};

/** Somebody who waited longer than the one who gets the chair, and could have it at little loss of fit. */
export type Envy = {
  readonly waits: string;
  readonly placed: string;
  readonly group: string;
  /** How many weeks longer. */
  readonly weeks: number;
  /** Points that the plan would lose by giving the chair to who waited longer; below 0 it would gain. */
  readonly loss: number;
};

export type Fairness = {
  readonly placed: Waits;
  readonly waiting: Waits;
  /** The waits of those who are left, by attribute and value; kinds of fewer than five people are left out. */
  readonly byAttribute: readonly {
    readonly name: string;
    readonly value: string;
    readonly placed: Waits;
    readonly waiting: Waits;
  }[];
  readonly envies: readonly Envy[];
  /** Who still waits, and in how many earlier plans they waited too while somebody with a shorter wait got a chair. */
  readonly passedOver: readonly { readonly client: string; readonly times: number }[];
};

/** Points: a chair that suits so much worse is no cause for envy. The practice's policy. */
const LITTLE_LOSS = 15;
/** Of fewer people nothing is told, so that nobody is told by a number. */
const FEWEST = 5;

/**
 * Whom a plan lets wait, and whether that is fair: waits by percentile and attribute, justified envy, and who was passed
 * over how often. For the practice's eyes.
 * @param earlier plans that were accepted before, oldest first.
 */
export const fairnessOf = (instance: Instance, plan: Plan, earlier: readonly Plan[] = []): Fairness => {
  const asked = instance.clients.filter(({ sitsIn }) => sitsIn === undefined);
  const isPlaced = ({ id }: { readonly id: string }) => plan.has(id);
  const halves = (people: typeof asked) => ({
    placed: waitsOf(people.filter(isPlaced).map(({ waitingWeeks }) => waitingWeeks)),
    waiting: waitsOf(people.filter((one) => !isPlaced(one)).map(({ waitingWeeks }) => waitingWeeks)),
  });
  const kinds = Map.groupBy(
    asked.flatMap((client) =>
      Object.entries(client.attributes).map(([name, value]) => ({ client, name, value })),
    ),
    ({ name, value }) => JSON.stringify([name, value]),
  );
  return {
    ...halves(asked),
    byAttribute: [...kinds.values()]
      .filter((same) => same.length >= FEWEST)
      .flatMap((same) =>
        same
          .slice(0, 1)
          .map(({ name, value }) => ({ name, value, ...halves(same.map(({ client }) => client)) })),
      )
      .sort((one, other) => (`${one.name} ${one.value}` < `${other.name} ${other.value}` ? -1 : 1)),
    envies: enviesOf(instance, plan),
    passedOver: asked
      .filter((client) => !isPlaced(client))
      .map(({ id }) => ({ client: id, times: timesPassedOver(instance, id, earlier) }))
      .filter(({ times }) => times > 0)
      .sort((one, other) => other.times - one.times || (one.client < other.client ? -1 : 1)),
  };
};

const waitsOf = (weeks: readonly number[]): Waits => {
  const sorted = weeks.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { people: sorted.length, p50: at(0.5), p90: at(0.9), longest: sorted.at(-1) ?? 0 };
};

/** For each who waits the chair that would cost the plan least. */
const enviesOf = (instance: Instance, plan: Plan): Envy[] => {
  const trial = new Trial(instance, plan, { mayLose: true });
  const weeks = new Map(instance.clients.map(({ id, waitingWeeks }) => [id, waitingWeeks]));
  const seated = new Set(instance.clients.filter(({ sitsIn }) => sitsIn !== undefined).map(({ id }) => id));
  const chairs = [...plan].filter(([client]) => !seated.has(client));
  return instance.clients
    .filter(({ id }) => !plan.has(id))
    .flatMap(({ id, waitingWeeks }) => {
      const found = chairs.flatMap(([placed, group]) => {
        const longer = waitingWeeks - (weeks.get(placed) ?? 0);
        const loss = longer > 0 ? lossOf(trial, { waits: id, placed, group }) : undefined;
        return loss === undefined || loss > LITTLE_LOSS
          ? []
          : [{ waits: id, placed, group, weeks: longer, loss }];
      });
      return found.sort((one, other) => one.loss - other.loss).slice(0, 1);
    })
    .sort((one, other) => other.weeks - one.weeks || one.loss - other.loss);
};

/** What the plan loses if one takes the chair of the other; undefined where a rule forbids it. */
const lossOf = (
  trial: Trial,
  { waits, placed, group }: Pick<Envy, 'waits' | 'placed' | 'group'>,
): number | undefined => {
  const [comes, goes, to] = [trial.unitOf(waits), trial.unitOf(placed), trial.groupOf(group)];
  if (comes === undefined || goes === undefined || to === undefined) return undefined;
  const gain = trial.gain([
    { unit: goes, from: to, to: WAITS },
    { unit: comes, from: WAITS, to },
  ]);
  return gain === undefined ? undefined : -gain;
};

const timesPassedOver = ({ clients }: Instance, id: string, earlier: readonly Plan[]): number => {
  const own = clients.find((one) => one.id === id)?.waitingWeeks ?? 0;
  const shorter = clients.filter(({ waitingWeeks }) => waitingWeeks < own).map((one) => one.id);
  return earlier.filter((plan) => !plan.has(id) && shorter.some((other) => plan.has(other))).length;
};
