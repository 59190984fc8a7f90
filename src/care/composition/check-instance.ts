import type { Similarity } from './focus.ts';
import { similarityIn } from './gates.ts';
import type { Client, Group, Instance } from './model.ts';

/** A fault of what was given, with its place in words a person can search for. */
export type Fault = { readonly at: string; readonly because: string };

/** More than this is planned in parts. */
const MOST_CLIENTS = 200_000;
const LEAST_PIVOT = 1e-9;

/** Every fault of an instance; an empty list means that it can be planned. */
export const faultsOf = (instance: Instance): readonly Fault[] => {
  const { clients, groups, facilitators, vocabulary } = instance;
  if (clients.length > MOST_CLIENTS)
    return [{ at: 'clients', because: `${clients.length} clients; at most ${MOST_CLIENTS} at once` }];
  return [
    ...twins('vocabulary', vocabulary),
    ...twins('clients', ids(clients)),
    ...twins('groups', ids(groups)),
    ...twins('facilitators', ids(facilitators)),
    ...clients.flatMap((client) => ofClient(client, instance)),
    ...groups.flatMap((group) => ofGroup(group, instance)),
    ...facilitators.flatMap(({ id, load }) => wrongNumber(`facilitators.${id}.load`, load, 0, 1000)),
    ...ofPairs(instance),
    ...ofSimilarity(instance),
    ...Object.entries(instance.weights).flatMap(([name, value]) =>
      wrongNumber(`weights.${name}`, value, name === 'fullWaitWeeks' ? 0.01 : 0, 1e6),
    ),
  ];
};

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

const twins = (at: string, names: readonly string[]): Fault[] =>
  [...Map.groupBy(names, (name) => name)]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => ({ at: `${at}.${name}`, because: `is there ${same.length} times` }));

const wrongNumber = (at: string, value: number, from: number, to: number): Fault[] =>
  Number.isFinite(value) && value >= from && value <= to
    ? []
    : [{ at, because: `${value} is not a number from ${from} to ${to}` }];

const unknown = (at: string, name: string | undefined, known: readonly string[]): Fault[] =>
  name === undefined || known.includes(name) ? [] : [{ at, because: `nobody knows “${name}”` }];

const ofClient = (client: Client, { vocabulary, groups }: Instance): Fault[] => {
  const at = `clients.${client.id}`;
  return [
    ...Object.entries(client.struggles).flatMap(([name, severity]) => [
      ...unknown(`${at}.struggles`, name, vocabulary),
      ...wrongNumber(`${at}.struggles.${name}`, severity, 0, 10),
    ]),
    ...wrongNumber(`${at}.waitingWeeks`, client.waitingWeeks, 0, 5200),
    ...client.free.flatMap((stretch, index) => ofStretch(`${at}.free.${index}`, stretch)),
    ...unknown(`${at}.sitsIn`, client.sitsIn, ids(groups)),
    ...client.notAloneIn
      .filter((name) => client.attributes[name] === undefined)
      .map((name) => ({ at: `${at}.notAloneIn`, because: `the client has no attribute “${name}”` })),
  ];
};

const ofStretch = (at: string, { from, to }: { readonly from: number; readonly to: number }): Fault[] => [
  ...wrongNumber(`${at}.from`, from, -20_160, 20_160),
  ...wrongNumber(`${at}.to`, to, -20_160, 40_320),
  ...(to <= from ? [{ at, because: 'ends before it begins' }] : []),
];

const ofGroup = (group: Group, { clients, vocabulary, facilitators }: Instance): Fault[] => {
  const at = `groups.${group.id}`;
  const sitting = clients.filter(({ sitsIn }) => sitsIn === group.id).length;
  return [
    ...wrongNumber(`${at}.min`, group.min, 1, 1000),
    ...wrongNumber(`${at}.max`, group.max, 1, 1000),
    ...(group.min > group.max ? [{ at, because: `needs ${group.min} and has ${group.max} chairs` }] : []),
    ...(sitting > group.max ? [{ at, because: `${sitting} sit on ${group.max} chairs` }] : []),
    ...(group.state === 'new' && sitting > 0
      ? [{ at, because: 'is new, and somebody sits there already' }]
      : []),
    ...ofStretch(`${at}.meets`, group.meets),
    ...group.focus.flatMap((name) => unknown(`${at}.focus`, name, vocabulary)),
    ...group.facilitators.flatMap((name) => unknown(`${at}.facilitators`, name, ids(facilitators))),
  ];
};

/**
 * Unknown entries, and a similarity that is no metric: two entries near a third one must not be too far from each other,
 * or two people could be more than the same. It is one where the matrix has a Cholesky factor.
 */
const ofSimilarity = ({ vocabulary, similar }: Instance): Fault[] => {
  const strangers = similar.flatMap(([one, other], index) =>
    [one, other].flatMap((name) => unknown(`similar.${index}`, name, vocabulary)),
  );
  const same = similar.flatMap(([one, other], index) =>
    one === other ? [{ at: `similar.${index}`, because: 'compares an entry with itself' }] : [],
  );
  if (strangers.length + same.length > 0) return [...strangers, ...same];
  const broken = notPositiveDefinite(similarityIn({ vocabulary, similar }));
  return broken === undefined
    ? []
    : [{ at: 'similar', because: `cannot hold together: see what is similar to “${vocabulary[broken]}”` }];
};

/** The first row at which a symmetric matrix has no Cholesky factor. */
const notPositiveDefinite = (matrix: Similarity): number | undefined => {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own: number[] = [];
    for (const other of factor)
      own.push(((row[own.length] ?? 0) - product(own, other)) / (other[own.length] ?? 1));
    const pivot = (row[i] ?? 0) - product(own, own);
    if (pivot <= LEAST_PIVOT) return i;
    factor.push([...own, Math.sqrt(pivot)]);
  }
  return undefined;
};

/** Over the places that the first one has. */
const product = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, k) => sum + value * (other[k] ?? 0), 0);

const ofPairs = ({ clients, groups, together, apart, pinned, vetoed }: Instance): Fault[] => {
  const known = new Set(ids(clients));
  const pairs = [
    ...together.map((pair, index) => [`together.${index}`, pair] as const),
    ...apart.map((pair, index) => [`apart.${index}`, pair] as const),
  ];
  const decisions = [
    ...pinned.map((one, index) => [`pinned.${index}`, one] as const),
    ...vetoed.map((one, index) => [`vetoed.${index}`, one] as const),
  ];
  const linked = together.flat();
  return [
    ...pairs.flatMap(([at, pair]) => [
      ...pair.filter((id) => !known.has(id)).map((id) => ({ at, because: `nobody knows “${id}”` })),
      ...(pair[0] === pair[1] ? [{ at, because: 'pairs somebody with nobody else' }] : []),
    ]),
    ...twins('together', linked).map(({ at }) => ({ at, because: 'is linked twice: pairs of pairs cannot be kept' })),
    ...decisions.flatMap(([at, { client, group }]) => [
      ...(known.has(client) ? [] : [{ at, because: `nobody knows “${client}”` }]),
      ...unknown(at, group, ids(groups)),
    ]),
    ...twins(
      'pinned',
      pinned.map(({ client }) => client),
    ).map(({ at }) => ({ at, because: 'is pinned to two groups' })),
  ];
}; // biome-ignore format: one fault a line
