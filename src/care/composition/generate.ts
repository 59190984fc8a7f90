import {
  type Client,
  type Facilitator,
  type Group,
  type Instance,
  type Level,
  type Stretch,
  WEIGHTS,
} from './model.ts';
import { type Random, randomFrom } from './random.ts';

export type Wish = {
  readonly seed: number;
  readonly clients: number;
  readonly groups: number;
  /** How many attributes each client has and flags; 0 to 3. */
  readonly flagged?: number;
  /** Small groups and generous rules, so that plans can be tried one by one. */
  readonly tiny?: boolean;
};

const VOCABULARY = [
  'grief', 'panic', 'worry', 'low mood', 'alcohol', 'trauma', 'loneliness', 'anger',
  'avoidance', 'self-criticism', 'illness', 'parenting',
]; // biome-ignore format: a list
const SIMILAR = [['panic', 'worry', 0.5], ['grief', 'low mood', 0.5], ['avoidance', 'worry', 0.3]] as const; // biome-ignore format: a list
const LANGUAGES = ['en', 'en', 'en', 'en', 'en', 'en', 'es'];
const SITES = ['rowan', 'harbor', undefined];
const LEVELS: readonly Level[] = ['newcomer', 'newcomer', 'under-way', 'under-way', 'under-way', 'senior'];
const HOURS = [9, 12, 15, 17, 18, 19];

/** An instance that the same seed makes again: one client in eight sits already, pairs and exclusions are among them. */
export const randomInstance = (wish: Wish): Instance => {
  const random = randomFrom(wish.seed);
  const facilitators = Array.from({ length: Math.ceil(wish.groups / 2) }, (_, f): Facilitator => ({ id: `f${f}`, load: 2 + random.below(2) }));
  const groups = Array.from({ length: wish.groups }, (_, g) => group(g, wish, random, facilitators));
  const clients = Array.from({ length: wish.clients }, (_, c) => client(c, wish, random));
  const seated = seat(clients, groups, random);
  const waiting = seated.filter(({ sitsIn }) => sitsIn === undefined).map(({ id }) => id);
  const pair = (): [string, string][] => {
    const [one, other] = [waiting[random.below(waiting.length)], waiting[random.below(waiting.length)]];
    return one !== undefined && other !== undefined && one !== other ? [[one, other]] : [];
  };
  const together = waiting.length > 3 && random.below(2) === 0 ? pair() : [];
  const apart = Array.from({ length: Math.ceil(wish.clients / 40) }, pair).flat();
  return {
    ...{ vocabulary: VOCABULARY, similar: SIMILAR, clients: seated, groups, facilitators },
    together,
    apart: apart.filter((two) => !together.some((linked) => linked.every((id) => two.includes(id)))),
    ...{ pinned: [], vetoed: [], weights: WEIGHTS },
  };
}; // biome-ignore format: one line each

const DAY = 24 * 60;

const meeting = (random: Random): Stretch => {
  const from = random.below(5) * DAY + (HOURS[random.below(HOURS.length)] ?? 18) * 60;
  return { from, to: from + 90 };
};

const group = (g: number, { tiny = false }: Wish, random: Random, facilitators: readonly Facilitator[]): Group => {
  const first = random.below(VOCABULARY.length);
  const running = random.below(10) < 6;
  return {
    id: `g${g}`,
    state: running ? 'running' : 'new',
    kind: running && random.below(12) === 0 ? 'closed' : 'slow-open',
    facilitators: [facilitators[random.below(facilitators.length)]?.id ?? 'f0'],
    meets: meeting(random),
    language: LANGUAGES[random.below(LANGUAGES.length)] ?? 'en',
    site: SITES[random.below(SITES.length)],
    min: tiny ? 2 : 5,
    max: tiny ? 3 + random.below(2) : 8 + random.below(3),
    fromMinor: random.below(4) * 2000,
    ageFrom: undefined,
    ageTo: undefined,
    focus: [...new Set([VOCABULARY[first] ?? '', VOCABULARY[(first + 1 + random.below(3)) % VOCABULARY.length] ?? ''])],
  };
}; // biome-ignore format: one line each

const client = (c: number, { flagged = 0, tiny = false }: Wish, random: Random): Client => {
  const struggles: Record<string, number> = {};
  const main = random.below(VOCABULARY.length);
  struggles[VOCABULARY[main] ?? ''] = 4 + random.below(7);
  for (let more = random.below(3); more > 0; more--)
    struggles[VOCABULARY[random.below(VOCABULARY.length)] ?? ''] = 1 + random.below(9);
  const attributes = Object.fromEntries(
    Array.from({ length: Math.max(flagged, tiny ? 1 : 0) }, (_, a) => [`a${a}`, `v${random.below(a + 2)}`]),
  );
  return {
    id: `c${String(c).padStart(6, '0')}`,
    struggles,
    free: Array.from({ length: tiny ? 5 : 3 }, (_, day) => {
      const from = (tiny ? day : random.below(5)) * DAY + (tiny ? 8 : 9 + random.below(7)) * 60;
      return { from, to: from + (tiny ? 14 : 5) * 60 };
    }),
    level: LEVELS[random.below(LEVELS.length)] ?? 'under-way',
    languages: random.below(8) === 0 ? ['en', 'es'] : ['en'],
    online: random.below(4) > 0,
    sites: random.below(3) > 0 ? ['rowan', ...(random.below(2) === 0 ? ['harbor'] : [])] : ['harbor'],
    mostMinor: random.below(3) === 0 ? 2000 + random.below(3) * 2000 : undefined,
    age: 20 + random.below(60),
    attributes,
    notAloneIn: Object.keys(attributes).filter(() => flagged > 0 || random.below(3) === 0),
    waitingWeeks: random.below(40),
    prefers: random.below(5) === 0 ? ['f0'] : [],
    sitsIn: undefined,
    mayMove: false,
  };
};

/** Some of them sit already, each in a running group with a chair to spare. */
const seat = (clients: readonly Client[], groups: readonly Group[], random: Random): Client[] => {
  const running = groups.filter(({ state }) => state === 'running');
  const taken = new Map<string, number>();
  return clients.map((one) => {
    const at = running[random.below(Math.max(1, running.length))];
    if (random.below(8) > 0 || !at || (taken.get(at.id) ?? 0) >= at.max - 1) return one;
    taken.set(at.id, (taken.get(at.id) ?? 0) + 1);
    return { ...one, sitsIn: at.id };
  });
};
