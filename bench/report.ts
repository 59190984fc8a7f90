// The figures as a table, on the console and in docs/performance.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Figure, spreadInWords } from './figure.ts';

const PAGE = join(import.meta.dirname, '../docs/performance.md');
/** Each table stands between two marks of its own. */
type Table = 'figures' | 'composition';

const rowOf = ({ name, ours, floor, ratio, reach, met }: Figure): string[] => [
  name,
  ours,
  floor ?? '',
  ratio ? spreadInWords(ratio) : '',
  reach,
  met ? 'yes' : 'NO',
];

export const printFigures = (figures: readonly Figure[]): void => {
  for (const figure of figures) {
    const [name, ours, floor, ratio, reach, met] = rowOf(figure);
    console.log(`  ${name}: ${ours}${floor && ` against ${floor}`}${ratio && `, ratio ${ratio}`}`);
    console.log(`    to reach: ${reach}; met: ${met}${figure.note ? `; ${figure.note}` : ''}`);
  }
};

/** Cores, memory and how busy the machine was: no names. */
const machine = (): string => {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim() ?? 'unknown processor';
  return `${availableParallelism()} cores (${model}), ${memory} GB, Node ${process.versions.node}, load average at the end ${loadavg()[1]?.toFixed(1)}`;
};

const commit = (): string =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  }).trim();

const table = (figures: readonly Figure[]): string[] => [
  '| figure | ours | floor | ratio: median (quartiles) | to reach | met |',
  '|---|---|---|---|---|---|',
  ...figures.map((figure) => `| ${rowOf(figure).join(' | ')} |`),
];

/** Replaces what stands between the marks of a table in docs/performance.md. */
export const writeFigures = (figures: readonly Figure[], name: Table = 'figures'): void => {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, close] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [start, end] = [page.indexOf(begin), page.indexOf(close)];
  if (start < 0 || end < start) throw new Error('docs/performance.md has lost its markers');
  const today = new Date().toISOString().slice(0, 10);
  const notes = figures.flatMap(({ name, note }) => (note ? [`- ${name}: ${note}.`] : []));
  const words = [
    `Measured ${today} at commit ${commit()}: ${machine()}.`,
    '',
    ...table(figures),
    '',
    ...notes,
  ];
  writeFileSync(PAGE, `${page.slice(0, start)}${begin}\n${words.join('\n')}\n${page.slice(end)}`);
};
