import type { PracticeId } from '../src/kernel/id.ts';
import type { Temporal } from '../src/kernel/time.ts';
import type { Tx } from '../src/platform/db.ts';
import type { FacilitatorId, OfferingId, Publication, TierId } from '../src/shop/catalogue/public.ts';
import { publishAgreement, publishFacilitator, publishGroup } from '../src/shop/catalogue/public.ts';
import { EXAMPLE_AGREEMENT } from './agreement.ts';
import { weekdayIn } from './dates.ts';
import { EXAMPLE_FACILITATORS } from './facilitators.ts';
import { examplePublications } from './groups.ts';

/** A small repeatable generator (mulberry32): the same seed gives the same groups everywhere. */
const chances = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
};

const PLACES = [
  'Ash',
  'Birch',
  'Cedar',
  'Elm',
  'Fir',
  'Hazel',
  'Juniper',
  'Larch',
  'Maple',
  'Oak',
  'Pine',
  'Willow',
];
const TIMES = ['07:30', '09:00', '10:30', '12:00', '13:30', '15:00', '17:30', '18:30', '19:30', '20:00'];

const padded = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

const vary = (
  model: Publication,
  index: number,
  chance: (below: number) => number,
  today: Temporal.PlainDate,
): Publication => {
  const weekday = chance(7) + 1;
  const id = padded(index, 12);
  const price = chance(5) * 500;
  return {
    ...model,
    offeringId: `0192b000-0000-7000-8000-${id}` as OfferingId,
    address: `g${padded(index, 7)}`,
    name: `${model.name} ${PLACES[chance(PLACES.length)]} ${index}`,
    capacity: 6 + chance(5),
    schedule: {
      ...model.schedule,
      weekday,
      time: TIMES[chance(TIMES.length)] ?? '18:30',
      startsOn: weekdayIn(today, chance(30) - 20, weekday).toString(),
      sessions: model.schedule.sessions === null ? null : 24,
    },
    tiers: model.tiers.map((tier, position) => ({
      ...tier,
      id: `0192b000-0000-7000-800${position + 1}-${id}` as TierId,
      unitMinor: tier.unitMinor + price,
    })),
    facilitatorIds: [EXAMPLE_FACILITATORS[chance(EXAMPLE_FACILITATORS.length)]?.id as FacilitatorId],
  };
};

/** As many plausible groups as asked for, the same for the same seed: for tests and benchmarks. */
export const manyPublications = (count: number, seed: number, today: Temporal.PlainDate): Publication[] => {
  const chance = chances(seed);
  const models = examplePublications(today);
  return Array.from({ length: count }, (_, index) =>
    vary(models[index % models.length] as Publication, index, chance, today),
  );
};

/** Prints many groups, in transactions of a hundred. */
export const seedMany = async (
  begin: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  practiceId: PracticeId,
  groups: readonly Publication[],
): Promise<void> => {
  await begin(async (tx) => {
    await publishAgreement(tx, practiceId, EXAMPLE_AGREEMENT);
    for (const facilitator of EXAMPLE_FACILITATORS) await publishFacilitator(tx, practiceId, facilitator);
  });
  for (let start = 0; start < groups.length; start += 100)
    await begin((tx) =>
      Promise.all(groups.slice(start, start + 100).map((group) => publishGroup(tx, practiceId, group))),
    );
};
