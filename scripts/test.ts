// Runs every test file once, on one server, and checks that as many ran as lie on disk.
import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { startSharedServer } from '../test/support/server.ts';

type FileCount = {
  file: string | null;
  tests: number;
  passed: number;
  failed: number;
  cancelled: number;
  skipped: number;
};
type Skip = { skipped: string; because: string };
type Line = FileCount | Skip;

const EVERYWHERE = '{bin,src,sandbox,test,browser,scripts,example,bench}/**/*.test.ts';
/** A file that hangs fails after this; the longest honest one, which looks at every page, takes half of it. */
const FILE_TIMEOUT_MS = 1_200_000;

const main = async (wanted: readonly string[]): Promise<number> => {
  const files = (wanted.length > 0 ? globSync([...wanted]) : globSync(EVERYWHERE)).sort();
  const missing = wanted.filter((pattern) => globSync(pattern).length === 0);
  if (missing.length > 0 || files.length === 0) {
    console.error(`No test file: ${missing.join(', ') || EVERYWHERE}`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), `ninefold-test-${process.pid}-report-`));
  const report = join(folder, 'report');
  const server = await startSharedServer();
  try {
    const ended = await run(files, report, { TEST_SERVER: server.adminUrl, TEST_TEMPLATE: server.template });
    return judged(files, readFileSync(report, 'utf8'), ended);
  } finally {
    await server.release();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Runs the files; an interrupt ends them and still lets the server be cleared away. */
const run = (files: readonly string[], report: string, env: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((settle) => {
    const child: ChildProcess = spawn(
      process.execPath,
      [
        ...['--test', '--test-concurrency=2', `--test-timeout=${FILE_TIMEOUT_MS}`],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...[
          `--test-reporter=${join(import.meta.dirname, 'test-summary.ts')}`,
          `--test-reporter-destination=${report}`,
        ],
        ...files,
      ],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
      },
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.once('close', (code) => settle(code ?? 1));
  });

const judged = (files: readonly string[], report: string, ended: number): number => {
  const lines = report
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  const counts = lines.filter((line): line is FileCount => 'tests' in line);
  const total = counts.find(({ file }) => file === null);
  const ran = new Set(
    counts
      .filter(({ file, tests }) => file !== null && tests > 0)
      .map(({ file }) => relative('.', file ?? '')),
  );
  const silent = files.filter((file) => !ran.has(relative('.', resolve(file))));
  for (const line of lines) if ('because' in line) console.log(`skipped: ${line.skipped} (${line.because})`);
  for (const file of silent) console.error(`no test ran in ${file}`);
  const failed = (total ? total.failed + total.cancelled : 0) + silent.length;
  const bad = failed > 0 ? failed : Number(ended !== 0);
  const skipped = total && total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  const passed = counts.filter(({ file }) => file !== null).reduce((sum, one) => sum + one.passed, 0);
  console.log(`${files.length} files\n${passed} passed, ${bad} failed${skipped}`);
  return bad > 0 ? 1 : 0;
};

process.exitCode = await main(process.argv.slice(2));
