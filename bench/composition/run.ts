// npm run bench:composition [-- --short]: plans, gaps, times and rivals in one run, each case in a process of its own.
// A full run is written into docs/performance.md; a short one shows that everything works.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Figure } from '../figure.ts';
import { printFigures, writeFigures } from '../report.ts';
import { CASES } from './cases.ts';
import { growthPlot, SIZES } from './growth.ts';
import type { Measured, Work } from './work.ts';

const isShort = process.argv.includes('--short');

/** A process that is new for each piece of work, so that its memory is its own. */
const worked = async (work: Work): Promise<Measured> => {
  const child = fork(new URL('work.ts', import.meta.url), [JSON.stringify(work)]);
  const [measured] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${work.kind} ended with ${code}`))),
  ]);
  return measured as Measured;
};

const figures: Figure[] = [];
for (const one of CASES.filter(({ wish }) => !isShort || wish.clients <= 80)) {
  const found = (await worked({ kind: 'plan', of: one })).figures;
  printFigures(found);
  figures.push(...found);
}
for (const work of [
  { kind: 'rank', clients: isShort ? 100 : 1000, groups: isShort ? 12 : 120 },
  ...[120, 240, 480].map((people): Work => ({ kind: 'diversity', people, evaluations: isShort ? 1e6 : 1e8 })),
] satisfies Work[]) {
  const found = (await worked(work)).figures;
  printFigures(found);
  figures.push(...found);
}
const sizes = isShort ? SIZES.slice(0, 2) : SIZES;
const growth = [];
for (const clients of sizes) growth.push((await worked({ kind: 'growth', clients })).growth);
console.table(growth);
if (!isShort) {
  growthPlot(growth.flatMap((point) => point ?? []));
  writeFigures(figures, 'composition');
}
if (figures.some(({ met }) => !met)) process.exitCode = 1;
