// The catalogue with 10,000 groups: its first page against that of 10 groups, and every way of narrowing it down.
import { FACETS, type Facet, SORTS } from '../src/shop/catalogue/wish.ts';
import type { Bench } from './bench.ts';
import { digits, type Figure, median, type Pair, ratios } from './figure.ts';
import { type LoadResult, runLoad } from './load.ts';
import { type Program, startProgram } from './program.ts';
import { getOf, openWire } from './wire.ts';

const COOKIE = { Cookie: 'theme=dark' };
const LARGE = 10_000;
const MOST_TIMES = 1.3;
const MOST_MS = 40;

/** One or two values of every facet, the broad and the narrow. */
const VALUES: Readonly<Record<Facet, readonly string[]>> = {
  for: ['grief', 'worry', 'sleep'],
  day: ['1', '6'],
  part: ['morning', 'evening'],
  how: ['online', 'in-person'],
  lang: ['en', 'es'],
  max: ['0', '4500'],
  open: ['1'],
  kind: ['open', 'closed'],
};
/** Right, misspelt, two words, a name, a day, one letter, and what nobody wrote. */
const WORDS = [
  'grief',
  'greif',
  'anxeity panic',
  'tuesday evning',
  'Hazel',
  'Okafor',
  'a',
  'zzzzqq',
  'loss of a mother',
];

const address = (query: readonly (readonly [string, string])[]): string =>
  `/groups?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;

/** All single filters, all pairs of facets, searches alone and with filters, all orders, pages deep down. */
const everyWish = (): string[] => {
  const singles = FACETS.flatMap((facet) => VALUES[facet].map((value) => [facet, value] as const));
  const pairs = singles.flatMap((one, index) =>
    singles.slice(index + 1).map((other) => [one, other] as const),
  );
  const words = WORDS.map((text) => ['words', text] as const);
  const deep = ['2', '100', '416'].map((page) => ['page', page] as const);
  const sorts = SORTS.map((sort) => ['sort', sort] as const);
  return [
    ...singles.map((one) => [one]),
    ...pairs,
    ...words.map((one) => [one]),
    ...words.flatMap((one) => singles.map((other) => [one, other])),
    ...sorts.flatMap((sort) => [
      [sort],
      ...deep.map((page) => [sort, page]),
      ...words.map((one) => [sort, one]),
    ]),
  ].map(address);
};

type Sites = { readonly small: Program; readonly same: Program; readonly large: Program };

/**
 * The three sites asked in turn, request by request, who begins turning too: whatever the machine does besides, it
 * does to each of them. A sample is the median of so many requests.
 */
const inTurn = async (programs: readonly Program[], requests: number): Promise<number[]> => {
  const wires = await Promise.all(programs.map(({ port }) => openWire(port)));
  const asks = programs.map(({ port }) => getOf(port, '/groups', COOKIE));
  const taken: number[][] = programs.map(() => []);
  for (let turn = 0; turn < requests * wires.length; turn++) {
    const site = (turn + Math.floor(turn / wires.length)) % wires.length;
    const sentAt = performance.now();
    await wires[site]?.ask(asks[site] as Buffer);
    taken[site]?.push(performance.now() - sentAt);
  }
  for (const wire of wires) wire.close();
  return taken.map(median);
};

const firstPage = async ({ small, same, large }: Sites, { effort }: Bench): Promise<Figure[]> => {
  const requests = effort.name === 'full' ? 2_000 : 200;
  const samples: number[][] = [];
  for (let sample = 0; sample < effort.warmUps + effort.pairs; sample++)
    samples.push(await inTurn([small, same, large], requests));
  const against = (floor: number) =>
    samples
      .slice(effort.warmUps)
      .map((sample) => ({ ours: sample[2] ?? Number.NaN, floor: sample[floor] ?? Number.NaN }));
  return [
    times('First page, 10,000 groups against 10', against(0)),
    times('First page, 10,000 groups against 24 (as many cards)', against(1)),
  ];
};

const times = (name: string, pairs: readonly Pair<number>[]): Figure => {
  const ratio = ratios(pairs);
  const ms = (side: 'ours' | 'floor') => `${digits(median(pairs.map((pair) => pair[side])))} ms`;
  return {
    ...{ name, ours: ms('ours'), floor: ms('floor'), ratio },
    reach: `at most ${MOST_TIMES}`,
    met: ratio.median <= MOST_TIMES,
    note: 'rendered fresh, one request at a time, the three sites in turn',
  };
};

/** Each wish as a visitor's first question: nothing is kept of it, so it is found, drawn and compressed. */
const anyFilter = async (large: Program, { effort }: Bench): Promise<Figure> => {
  const paths = everyWish();
  const rounds = effort.name === 'full' ? 4 : 1;
  const wishes = { port: large.port, paths, headers: { 'Accept-Encoding': 'br' }, sockets: 1 };
  // A round that is not counted: a process is new for minutes and serves for weeks.
  await runLoad({ ...wishes, requests: paths.length });
  const load: LoadResult = await runLoad({ ...wishes, requests: paths.length * rounds });
  if (load.others > 0) throw new Error('Not every filter was answered with 200');
  return {
    name: 'Any filter at 10,000 groups, p99',
    ours: `${digits(load.p99)} ms`,
    reach: `under ${MOST_MS} ms`,
    met: load.p99 < MOST_MS,
    note: `${paths.length} addresses, ${load.requests} requests, brotli; median ${digits(load.p50)} ms, worst ${digits(load.worst)} ms (${load.slowest})`,
  };
};

export const tenThousandGroupsBench = async (bench: Bench): Promise<Figure[]> => {
  const { ground } = bench;
  const programs: Program[] = [];
  const siteOf = async (groups: number): Promise<Program> => {
    await ground.seed(`g${groups}`, groups);
    const options = { appUrl: ground.appUrl(`g${groups}`), folder: ground.folder };
    const program = await startProgram('./site-program.ts', options);
    programs.push(program);
    return program;
  };
  try {
    const sites: Sites = { small: await siteOf(10), same: await siteOf(24), large: await siteOf(LARGE) };
    // The first request reads the shelf.
    const cold = await runLoad({ port: sites.large.port, paths: ['/groups'], sockets: 1, requests: 1 });
    const [first, ...rest] = [...(await firstPage(sites, bench)), await anyFilter(sites.large, bench)];
    if (!first) return rest;
    const note = `${first.note}; the very first request, which reads all groups, took ${digits(cold.worst)} ms`;
    return [{ ...first, note }, ...rest];
  } finally {
    for (const program of programs.reverse()) await program.stop();
  }
};
