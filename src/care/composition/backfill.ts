import { WAITS } from './compiled.ts';
import type { Instance, Plan } from './model.ts';
import type { Step } from './seating.ts';
import { type Change, Trial } from './trial.ts';

/** So many ways are shown. */
const MOST_SHOWN = 12;

/**
 * Who could take a free chair of a group, best first: somebody who waits, a linked pair, or somebody who sits elsewhere
 * and may move, whose chair goes to somebody who waits (a chain of one step). Nobody loses a chair.
 * @param plan without a breach. @throws RangeError for an unknown group.
 */
export const backfill = (instance: Instance, plan: Plan, group: string): readonly Change[] => {
  const trial = new Trial(instance, plan);
  const to = trial.groupOf(group);
  if (to === undefined) throw new RangeError(`backfill: no group ${group}`);
  const waiting = trial.waiting();
  const comes = (unit: number): Step => ({ unit, from: trial.at(unit), to });
  const direct = waiting.map((unit) => [comes(unit)]);
  const movers = movable(trial).filter((unit) => trial.at(unit) !== to && trial.fits(unit, to));
  const chains = movers.flatMap((unit) => {
    const after = bestAfter(trial, comes(unit), waiting);
    return after ? [after] : [];
  });
  return ranked(trial, [...direct, ...chains]);
};

/**
 * Chains of one step for somebody who waits: a full group takes them, and somebody who sits there and may move goes to
 * another group with a chair. Best first.
 * @throws RangeError for an unknown client.
 */
export const chainsFor = (instance: Instance, plan: Plan, client: string): readonly Change[] => {
  const trial = new Trial(instance, plan);
  const unit = trial.unitOf(client);
  if (unit === undefined) throw new RangeError(`chainsFor: nobody who waits is called ${client}`);
  if (trial.at(unit) !== WAITS) return [];
  const groups = [...trial.given.groups.keys()];
  const full = groups.filter(
    (group) => trial.fits(unit, group) && trial.chairsLeft(group) < trial.sizeOf(unit),
  );
  const chains = full.flatMap((to) =>
    trial.inside(to).flatMap((other) =>
      (trial.given.eligible[other] as readonly number[])
        .filter((next) => next !== to && trial.chairsLeft(next) >= trial.sizeOf(other))
        .map((next): Step[] => [
          { unit: other, from: to, to: next },
          { unit, from: WAITS, to },
        ]),
    ),
  );
  return ranked(trial, chains);
};

const movable = (trial: Trial): readonly number[] =>
  [...trial.given.groups.keys()].flatMap((group) => trial.inside(group));

/** A mover's step together with whoever is best on the chair that it leaves; alone where nobody is. */
const bestAfter = (trial: Trial, step: Step, waiting: readonly number[]): Step[] | undefined => {
  let best: { steps: Step[]; gain: number } | undefined;
  for (const unit of waiting) {
    if (!trial.fits(unit, step.from)) continue;
    const steps = [step, { unit, from: WAITS, to: step.from }];
    const gain = trial.gain(steps);
    if (gain !== undefined && gain > (best?.gain ?? Number.NEGATIVE_INFINITY)) best = { steps, gain };
  }
  return best?.steps;
};

const ranked = (trial: Trial, ways: readonly (readonly Step[])[]): readonly Change[] =>
  ways
    .flatMap((steps) => {
      const gain = trial.gain(steps);
      return gain === undefined ? [] : [{ moves: trial.named(steps), gain }];
    })
    .sort((one, other) => other.gain - one.gain || one.moves.length - other.moves.length)
    .slice(0, MOST_SHOWN);
