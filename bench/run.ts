// npm run bench [-- names] [--short]: every figure beside its floor in one run. A full run of all of them is written
// into docs/performance.md; a short one only shows that everything works.
import { FULL, SHORT } from './bench.ts';
import { catalogueBench } from './catalogue.ts';
import { checkoutBench } from './checkout.ts';
import { openGround } from './database.ts';
import type { Figure } from './figure.ts';
import { firstVisitBench } from './first-visit.ts';
import { printFigures, writeFigures } from './report.ts';
import { startAndMemoryBench } from './start-and-memory.ts';
import { tenThousandGroupsBench } from './ten-thousand-groups.ts';

const BENCHES = {
  catalogue: catalogueBench,
  checkout: checkoutBench,
  groups: tenThousandGroupsBench,
  visit: firstVisitBench,
  start: startAndMemoryBench,
} as const;

type Name = keyof typeof BENCHES;

const NAMES = Object.keys(BENCHES) as Name[];
const given = process.argv.slice(2);
const effort = given.includes('--short') ? SHORT : FULL;
const asked = given.filter((argument) => !argument.startsWith('--'));
const unknown = asked.filter((name) => !NAMES.includes(name as Name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. These are: ${NAMES.join(', ')}.`);
  process.exit(1);
}

const ground = await openGround();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void ground.close().finally(() => process.exit(130)));
const figures: Figure[] = [];
try {
  for (const name of NAMES.filter((one) => asked.length === 0 || asked.includes(one))) {
    console.log(`${name} …`);
    const found = await BENCHES[name]({ ground, effort });
    printFigures(found);
    figures.push(...found);
  }
} finally {
  await ground.close();
}
if (asked.length === 0 && effort === FULL) writeFigures(figures);
if (figures.some(({ met }) => !met)) process.exitCode = 1;
