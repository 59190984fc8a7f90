// Runs every test file once, on one server, and checks that as many ran as lie on disk.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { startSharedServer } from '../test/support/server.ts';

const wanted = process.argv.slice(2);
const files = (wanted.length ? wanted : globSync('{src,sandbox,test,browser,scripts,example,bench}/**/*.test.ts')).sort();
const server = await startSharedServer();
const run = spawnSync(process.execPath, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
  env: { ...process.env, TEST_SERVER: server.adminUrl },
});
await server.stop();
process.exitCode = run.status ?? 1;
