// npm run states: every state table of the program as a diagram in docs/states.md. A test fails when the page is old.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
export const PAGE = join(ROOT, 'docs/states.md');

type StateTable = {
  /** What has these states, in the words of its file. */
  readonly name: string;
  readonly file: string;
  readonly edges: readonly (readonly [from: string, to: string])[];
  readonly states: readonly string[];
};

/** Where every state table lies: found by the name of its file or by its own, listed nowhere. */
export const stateFiles = (): string[] =>
  globSync('src/*/*/*.ts', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('states.ts') || holdsTable(readFileSync(join(ROOT, file), 'utf8')))
    .sort();

const holdsTable = (text: string): boolean => /^export const \w+_BECOMES = /m.test(text);

/** @throws Error for a file whose table is not exported as `X_BECOMES`, or as `X_STATES` beside `can…Become`. */
export const stateTables = async (): Promise<StateTable[]> =>
  Promise.all(
    stateFiles().map(async (file) => {
      const { states, can } = tableIn(await import(join(ROOT, file)), file);
      const edges = states.flatMap((from) =>
        states.filter((to) => can(from, to)).map((to) => [from, to] as const),
      );
      return { name: nameOf(file), file, states, edges };
    }),
  );

const nameOf = (file: string): string => {
  const own = basename(file, '.ts').replace(/-?states$/, '');
  return (own || basename(dirname(file))).replaceAll('-', ' ');
};

type Table = {
  readonly states: readonly string[];
  readonly can: (from: string, to: string) => boolean;
};

const tableIn = (exports: Record<string, unknown>, file: string): Table => {
  const named = (pattern: RegExp) => Object.entries(exports).find(([name]) => pattern.test(name))?.[1];
  const becomes = named(/_BECOMES$/) as Readonly<Record<string, readonly string[]>> | undefined;
  if (becomes)
    return { states: Object.keys(becomes), can: (from, to) => becomes[from]?.includes(to) === true };
  const [states, can] = [named(/_STATES$/), named(/^can\w*Become$/)];
  if (Array.isArray(states) && typeof can === 'function') return { states, can: can as Table['can'] };
  throw new Error(`${file} exports no table that can be drawn`);
};

const diagramOf = ({ name, file, states, edges }: StateTable): string => {
  const ends = states.filter((state) => !edges.some(([from]) => from === state));
  const plain = (state: string) => state.replaceAll('-', '_');
  return [
    `## ${name}`,
    '',
    `\`${file}\``,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...states.filter((state) => plain(state) !== state).map((state) => `  state "${state}" as ${plain(state)}`),
    ...edges.map(([from, to]) => `  ${plain(from)} --> ${plain(to)}`),
    ...ends.map((state) => `  ${plain(state)} --> [*]`),
    '```',
  ].join('\n');
}; // biome-ignore format: a line a line

/** The page as it ought to be. */
export const statesPage = async (): Promise<string> => {
  const tables = await stateTables();
  const head =
    '# States\n\nDrawn from the tables that the program asks before each change (`npm run states`); a test walks every edge and every forbidden one.';
  return `${[head, ...tables.map(diagramOf)].join('\n\n')}\n`;
};

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, await statesPage());
