// The catalogue's page of 24 groups: from the micro-cache against bytes from memory, and rendered fresh against a
// string template after the same query. Both sides answer in processes of their own, in turn, with the same headers.
import type { BarePage } from './bare-page-program.ts';
import type { Bench, Effort } from './bench.ts';
import { alternate, digits, type Figure, median, type Pair, ratios } from './figure.ts';
import { runLoad } from './load.ts';
import { type Program, startProgram } from './program.ts';
import { fetchOnce, type Headers } from './wire.ts';

const PATH = '/groups';
const SOCKETS = 16;
/** Whoever has a cookie gets the page rendered anew. */
const COOKIE = { Cookie: 'theme=dark' };
const BROTLI = { 'Accept-Encoding': 'br' };

type Sample = { readonly perSecond: number; readonly cpu: number; readonly others: number };

const sample = async (program: Program, headers: Headers, seconds: number): Promise<Sample> => {
  const before = await program.cost();
  const load = await runLoad({ port: program.port, paths: [PATH], headers, sockets: SOCKETS, seconds });
  const after = await program.cost();
  return { perSecond: load.perSecond, cpu: (after.cpu - before.cpu) / load.requests, others: load.others };
};

type Against = {
  readonly name: string;
  readonly from: BarePage['from'];
  readonly headers: Headers;
  readonly reach: number;
};

const against = async (
  { ground, effort }: { ground: Bench['ground']; effort: Effort },
  site: Program,
  { name, from, headers, reach }: Against,
): Promise<Figure> => {
  const options: BarePage = { from, port: site.port, path: PATH, headers, appUrl: ground.appUrl('p24') };
  const bare = await startProgram('./bare-page-program.ts', options);
  try {
    await sameAnswer(site, bare, headers);
    const pairs = await alternate(effort, {
      ours: () => sample(site, headers, effort.seconds),
      floor: () => sample(bare, headers, effort.seconds),
    });
    return figureOf(name, reach, pairs);
  } finally {
    await bare.stop();
  }
};

/** Both sides must send the same body under the same header names, or the comparison says nothing. */
const sameAnswer = async (site: Program, bare: Program, headers: Headers): Promise<void> => {
  const [ours, floor] = [
    await fetchOnce(site.port, PATH, headers),
    await fetchOnce(bare.port, PATH, headers),
  ];
  const names = (head: string) => [...head.matchAll(/^([\w-]+):/gm)].map(([, name]) => name?.toLowerCase());
  if (!ours.body.equals(floor.body)) throw new Error('The floor sends other bytes');
  const [expected, given] = [names(ours.head).sort().join(), names(floor.head).sort().join()];
  if (expected !== given) throw new Error(`The floor sends other headers: ${given} instead of ${expected}`);
};

const figureOf = (name: string, reach: number, pairs: readonly Pair<Sample>[]): Figure => {
  const of = (side: 'ours' | 'floor', what: 'perSecond' | 'cpu') =>
    median(pairs.map((pair) => pair[side][what]));
  if (pairs.some(({ ours, floor }) => ours.others + floor.others > 0))
    throw new Error(`${name}: not all was 200`);
  const ratio = ratios(pairs.map(({ ours, floor }) => ({ ours: ours.perSecond, floor: floor.perSecond })));
  const work = ratios(pairs.map(({ ours, floor }) => ({ ours: floor.cpu, floor: ours.cpu })));
  return {
    name,
    ours: `${digits(of('ours', 'perSecond'))} pages/s`,
    floor: `${digits(of('floor', 'perSecond'))} pages/s`,
    ratio,
    reach: `at least ${reach}`,
    met: ratio.median >= reach,
    note: `processor time a page: ${digits(of('ours', 'cpu'))} µs against ${digits(of('floor', 'cpu'))} µs (${work.median.toFixed(2)})`,
  };
};

export const catalogueBench = async ({ ground, effort }: Bench): Promise<Figure[]> => {
  await ground.seed('p24', 24);
  const site = await startProgram('./site-program.ts', {
    appUrl: ground.appUrl('p24'),
    folder: ground.folder,
  });
  const sides: Against[] = [
    { name: 'Catalogue, 24 groups, no cookie', from: 'memory', headers: {}, reach: 0.6 },
    { name: 'The same as brotli', from: 'memory', headers: BROTLI, reach: 0.6 },
    { name: 'The same rendered fresh', from: 'template', headers: COOKIE, reach: 0.65 },
  ];
  try {
    const figures: Figure[] = [];
    for (const side of sides) figures.push(await against({ ground, effort }, site, side));
    return figures;
  } finally {
    await site.stop();
  }
};
