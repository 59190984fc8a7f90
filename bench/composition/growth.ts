// Time and memory as the practice grows, drawn for docs/performance.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Growth = {
  readonly clients: number;
  /** Seconds. */
  readonly search: number;
  readonly bound: number;
  /** Share of the whole value. */
  readonly gap: number;
  readonly megabytes: number;
};

export const SIZES = [100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;

const PICTURE = join(import.meta.dirname, '../../docs/composition-growth.svg');
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [640, 360, 60, 40];

/** Both axes by powers of ten: seconds over clients, one line for the search and one for the bound. */
export const growthPlot = (points: readonly Growth[]): void => {
  const seconds = points.flatMap(({ search, bound }) => [search, bound]);
  const [low, high] = [Math.floor(Math.log10(Math.min(...seconds))), Math.ceil(Math.log10(Math.max(...seconds)))];
  const x = (clients: number) => LEFT + ((Math.log10(clients) - 2) / 2) * (WIDTH - LEFT - 20);
  const y = (value: number) => HEIGHT - BOTTOM - ((Math.log10(value) - low) / (high - low)) * (HEIGHT - BOTTOM - 20);
  const path = (of: 'search' | 'bound') => points.map((one) => `${x(one.clients).toFixed(1)},${y(one[of]).toFixed(1)}`).join(' ');
  const powers = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const last = points.at(-1);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="t" font-family="sans-serif" font-size="13">`,
    '<title id="t">Seconds of search and bound for 100 to 10,000 clients; the table beside it holds the numbers</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...powers.map((power) => `<path d="M${LEFT} ${y(power).toFixed(1)}H${WIDTH - 20}" stroke="#ccc"/><text x="${LEFT - 8}" y="${(y(power) + 4).toFixed(1)}" text-anchor="end">${power} s</text>`),
    ...points.map(({ clients }) => `<text x="${x(clients).toFixed(1)}" y="${HEIGHT - 14}" text-anchor="middle">${clients.toLocaleString('en-US')}</text>`),
    `<polyline points="${path('search')}" fill="none" stroke="#0b6e4f" stroke-width="3"/>`,
    `<polyline points="${path('bound')}" fill="none" stroke="#7a3e9d" stroke-width="3" stroke-dasharray="7 5"/>`,
    ...(last ? [`<text x="${WIDTH - 24}" y="${(y(last.search) - 10).toFixed(1)}" text-anchor="end" fill="#0b6e4f">search</text>`, `<text x="${WIDTH - 24}" y="${(y(last.bound) + 20).toFixed(1)}" text-anchor="end" fill="#7a3e9d">bound</text>`] : []),
    '</svg>',
  ];
  writeFileSync(PICTURE, `${svg.join('\n')}\n`);
}; // biome-ignore format: a mark a line
