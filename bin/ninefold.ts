#!/usr/bin/env node
// The program's tools for a terminal: `npx ninefold <tool>`. A wrong call says how it is meant, and ends with 1.
import { composeCommand } from './compose.ts';

const HELP = `npx ninefold <tool>

  compose   who sits with whom: a plan for a waiting list, with its proven gap and a reason for each person
            npx ninefold compose --help`;

const TOOLS: Readonly<Record<string, (args: string[]) => Promise<number>>> = { compose: composeCommand };

const [tool = '', ...args] = process.argv.slice(2);
const run = TOOLS[tool];
if (run) process.exitCode = await run(args);
else {
  const asked = ['', '--help', 'help'].includes(tool);
  (asked ? console.log : console.error)(asked ? HELP : `There is no tool “${tool}”.\n\n${HELP}`);
  process.exitCode = asked && tool !== '' ? 0 : 1;
}
