// What else a practice could do: first come first served, and random swaps as classroom tools make them.
import { type Compiled, compile, WAITS } from '../../src/care/composition/compiled.ts';
import { planOf, planProgram } from '../../src/care/composition/exact.ts';
import { judge } from '../../src/care/composition/judge.ts';
import type { Instance } from '../../src/care/composition/model.ts';
import type { Solver } from '../../src/care/composition/program.ts';
import { randomFrom } from '../../src/care/composition/random.ts';
import { Seating } from '../../src/care/composition/seating.ts';

/** Points of a plan without a breach. */
export type Rival = (instance: Instance) => number;

/** Who has waited longest goes first, into the first group that has a chair; groups that stay too small do not open. */
export const firstFit: Rival = (instance) => {
  const seating = placeInTurn(compile(instance));
  return worthOf(seating);
};

/** The same, then swaps and moves drawn by lot: one that breaks fewer rules or is worth more is kept. */
export const randomSwaps =
  (moves: number): Rival =>
  (instance) => {
    const given = compile(instance);
    const seating = placeInTurn(given);
    const random = randomFrom(1);
    const units = given.units
      .keys()
      .filter((unit) => given.pinned[unit] === WAITS)
      .toArray();
    const one = (list: readonly number[]) => list[random.below(list.length)] as number;
    seating.price({ missingSeat: 100, alone: 300 });
    for (let move = 0; move < moves && units.length > 0; move++) {
      const unit = one(units);
      const eligible = given.eligible[unit] as readonly number[];
      if (eligible.length === 0) continue;
      const [from, to] = [seating.of[unit] as number, one(eligible)];
      const there = seating.inside[to] as readonly number[];
      const other = there.length > 0 && random.below(2) === 0 ? one(there) : undefined;
      if (to === from) continue;
      const back = other === undefined || from === WAITS || !seating.fits(other, from) ? WAITS : from;
      const steps = other === undefined ? [] : [{ unit: other, from: to, to: back }];
      seating.attempt([...steps, { unit, from, to }], (delta) => delta >= 0);
    }
    return worthOf(seating);
  };

/** The solver without search or prices, as far as its first nodes go; undefined where it found no plan. */
export const solverAlone = (
  instance: Instance,
  solver: Solver,
  nodes: number,
): { readonly value: number | undefined; readonly bound: number } => {
  const given = compile(instance);
  const { program, seats } = planProgram(given);
  const { values, bound } = solver(program, { nodes });
  const plan = planOf(given, seats, values);
  return { value: plan && judge(instance, plan).value, bound };
};

const placeInTurn = (given: Compiled): Seating => {
  const seating = new Seating(given);
  const weeks = (unit: number) =>
    Math.max(...(given.units[unit] ?? []).map((client) => given.clients[client]?.waitingWeeks ?? 0));
  const turn = [...given.units.keys()].sort((one, other) => weeks(other) - weeks(one));
  seating.price({ missingSeat: 0, alone: 0 });
  for (const unit of turn)
    if (seating.of[unit] === WAITS)
      (given.eligible[unit] ?? []).some((to) => seating.attempt([{ unit, from: WAITS, to }], () => true));
  return seating;
};

const worthOf = (seating: Seating): number => {
  seating.mend();
  seating.price({ missingSeat: 0, alone: 0 });
  return seating.value;
};
