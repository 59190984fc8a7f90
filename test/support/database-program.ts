// A program that opens its database and stays, for tests that kill it: node database-program.ts <data folder>.
// Says one line of JSON: what it opened, or why it was refused. SIGTERM ends it properly.
import { CannotStart } from '../../src/platform/postgres/cannot-start.ts';
import { openDatabase } from '../../src/platform/postgres/open-database.ts';

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const [folder = ''] = process.argv.slice(2);

try {
  const events: string[] = [];
  const opened = await openDatabase({ dataFolder: folder, log: { event: (name) => events.push(name) } });
  const idle = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(idle);
    void opened.stop();
  });
  say({ opened: { appUrl: opened.appUrl, ownerUrl: opened.ownerUrl, events } });
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  say({ refused: error.message });
}
