// Existing data to the first page, and what the process holds after very many requests of every kind.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { digits, type Figure, spreadOf } from './figure.ts';
import { runLoad } from './load.ts';
import { forgetData, type RealStart, realStart } from './real-start.ts';
import { fetchOnce } from './wire.ts';

const MOST_MS = 3_000;
const MOST_MEGABYTES = 300;
/** Growth of the heap over the second half, in megabytes, below which we call it flat. */
const FLAT_MEGABYTES = 3;
const STEPS = 10;

const startFigure = async (folder: string, starts: number): Promise<Figure> => {
  const samples: number[] = [];
  for (let index = 0; index < starts; index++) {
    const running = await realStart(folder);
    samples.push(running.ms);
    await running.stop();
  }
  const { low, median: middle, high } = spreadOf(samples);
  return {
    name: 'Existing data to the first page',
    ours: `${digits(middle / 1000)} s`,
    reach: 'at most 3 s',
    met: middle <= MOST_MS,
    note: `${starts} starts, quartiles ${digits(low / 1000)}–${digits(high / 1000)} s, longest ${digits(Math.max(...samples) / 1000)} s`,
  };
};

/** Pages from memory and fresh, filters, group pages, parts of the site, files, what is not there. */
const mixOf = async ({ port }: RealStart): Promise<string[]> => {
  const home = (await fetchOnce(port, '/')).body.toString();
  const groups = (await fetchOnce(port, '/groups')).body.toString();
  const found = (text: string, pattern: RegExp) => [
    ...new Set([...text.matchAll(pattern)].map(([, one = '']) => one)),
  ];
  return [
    ...[
      '/',
      '/groups',
      '/benefits',
      '/facilitators',
      '/about',
      '/cart',
      '/checkout/you',
      '/sign-in',
      '/not-there',
    ],
    ...found(groups, /href="(\/groups\/[\w-]+)"/g).slice(0, 12),
    ...[
      '/groups?day=1',
      '/groups?words=greif',
      '/groups?how=online&part=evening',
      '/groups?max=4500&sort=price',
    ],
    ...found(home, /(?:href|src)="(\/assets\/[^"]+)"/g),
  ];
};

const memoryFigures = async (folder: string, requests: number): Promise<Figure[]> => {
  const running = await realStart(folder);
  try {
    const paths = await mixOf(running);
    const heaps: number[] = [];
    const held: number[] = [running.rss()];
    for (let step = 0; step < STEPS; step++) {
      // Half of them by visitors with a cookie, who get every page fresh.
      for (const headers of [{ 'Accept-Encoding': 'br' }, { 'Accept-Encoding': 'br', Cookie: 'theme=dark' }])
        await runLoad({ port: running.port, paths, headers, sockets: 8, requests: requests / STEPS / 2 });
      held.push(running.rss());
      heaps.push(await running.heap());
    }
    const [after, most] = [running.rss(), Math.max(...held)];
    return [
      {
        name: `Memory after ${digits(requests)} requests`,
        ours: `${digits(after)} MB`,
        reach: `at most ${MOST_MEGABYTES} MB`,
        met: most <= MOST_MEGABYTES,
        note: `the process without PostgreSQL; at the start and after each tenth: ${held.map((megabytes) => megabytes.toFixed(0)).join(', ')} MB`,
      },
      flatFigure(heaps),
    ];
  } finally {
    await running.stop();
  }
};

/** Least squares through the heaps of the second half: what a half more would add. */
const flatFigure = (heaps: readonly number[]): Figure => {
  const half = heaps.slice(heaps.length / 2);
  const middle = (half.length - 1) / 2;
  const mean = half.reduce((sum, heap) => sum + heap, 0) / half.length;
  const rise = half.reduce((sum, heap, index) => sum + (index - middle) * (heap - mean), 0);
  const run = half.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const growth = (rise / run) * half.length;
  return {
    name: 'Growth of the heap over the second half',
    ours: `${growth.toFixed(1)} MB`,
    reach: `under ${FLAT_MEGABYTES} MB`,
    met: growth < FLAT_MEGABYTES,
    note: `slope after a collection each tenth: ${heaps.map((heap) => heap.toFixed(1)).join(', ')} MB`,
  };
};

export const startAndMemoryBench = async ({ ground, effort }: Bench): Promise<Figure[]> => {
  const folder = join(ground.folder, 'started');
  mkdirSync(folder);
  try {
    await (await realStart(folder)).stop();
    return [
      await startFigure(folder, effort.name === 'full' ? 7 : 2),
      ...(await memoryFigures(folder, effort.requests)),
    ];
  } finally {
    await forgetData(folder);
  }
};
