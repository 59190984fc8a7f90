import type { Client } from './model.ts';
import { WAITS } from './waits.ts';

/** Kinds of people ("born in 1960s"), numbered; lists of them for each client. */
type Kinds = {
  readonly kinds: readonly (readonly number[])[];
  /** Those of which the client asked not to be the only one. */
  readonly flagged: readonly (readonly number[])[];
  /** The flagged ones, without those of which somebody is the only one already where the plan begins. */
  readonly asks: readonly (readonly number[])[];
  readonly kindCount: number;
};

/** @param starts group in which each client sits when the plan begins, or WAITS. */
export const kindsOf = (clients: readonly Client[], starts: Int32Array): Kinds => {
  const known = new Map<string, number>();
  const numberOf = (name: string, value: string) => {
    const key = JSON.stringify([name, value]);
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
  const kinds = clients.map(({ attributes }) =>
    Object.entries(attributes).map(([name, value]) => numberOf(name, value)),
  );
  const flagged = clients.map(({ attributes, notAloneIn }) =>
    [...new Set(notAloneIn)].map((name) => numberOf(name, attributes[name] ?? '')),
  );
  const there = countsOf(kinds, starts);
  const asks = flagged.map((own, i) =>
    starts[i] === WAITS ? own : own.filter((kind) => there.get(`${starts[i]} ${kind}`) !== 1),
  );
  return { kinds, flagged, asks, kindCount: known.size };
};

/** How many of a kind sit in a group, by "group kind". */
const countsOf = (kinds: readonly (readonly number[])[], starts: Int32Array): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const [i, group] of starts.entries())
    if (group !== WAITS)
      for (const kind of kinds[i] ?? [])
        counts.set(`${group} ${kind}`, (counts.get(`${group} ${kind}`) ?? 0) + 1);
  return counts;
};
