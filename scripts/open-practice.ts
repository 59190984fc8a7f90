// Opens a practice on a server of one's own: writes it, its hosts and its owner, and prints the owner's first link.
import { parseArgs } from 'node:util';
import { openPractice, practices, readPractice } from '../src/identity/practice/public.ts';
import { ownerLink } from '../src/identity/sign-in/public.ts';
import { openDb } from '../src/platform/db.ts';
import { migrateJobs } from '../src/platform/jobs-boss.ts';
import { openDatabase } from '../src/platform/postgres/open-database.ts';
import { urls } from '../src/urls.ts';

const HELP = `Opens a practice. Needs DATABASE_URL and DATABASE_OWNER_URL.

  npm run open-practice -- --name "Rowan Street Group Practice" --neutral-name "RS Practice" \\
    --email hello@rowan.example --owner-name "Ada Rowan" --owner-email ada@rowan.example \\
    --zone America/Los_Angeles [--region US] [--locale en-US] [--currency USD] [--phone 503-555-0117] \\
    [--address "214 Rowan Street" --address "Portland, Oregon"] [--host groups.rowan.example]

The neutral name is what bank statements, PayPal and mail show: it should say nothing of health.
A host is only needed where one server serves several practices.`;

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;

const read = () => {
  try {
    return parseArgs({
      options: {
        ...{ name: text, 'neutral-name': text, region: text, zone: text, locale: text, currency: text },
        ...{ address: many, phone: text, email: text, host: many, 'owner-name': text, 'owner-email': text },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return fail([error instanceof Error ? error.message : String(error)]);
  }
};

const fail = (problems: readonly string[]): never => {
  console.error(
    ['The practice was not opened:', ...problems.map((problem) => `  ${problem}`), '', HELP].join('\n'),
  );
  process.exit(1);
};

const open = async (): Promise<void> => {
  const { help, ...values } = read();
  if (help) return console.log(HELP);
  const form = readPractice(values);
  if (!form.ok) return fail(form.problems);
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl, PUBLIC_URL: publicUrl = '' } = process.env;
  if (!databaseUrl || !ownerUrl)
    return fail(['DATABASE_URL and DATABASE_OWNER_URL are not set; example mode has its practice already.']);
  const log = { event: () => undefined };
  const database = await openDatabase({
    databaseUrl,
    ownerUrl,
    dataFolder: 'var',
    log,
    afterMigrations: migrateJobs,
  });
  const db = openDb({ url: database.appUrl, maxConnections: 2 });
  try {
    const same = (await practices(db)).find(({ name }) => name === form.practice.name);
    if (same) return fail([`A practice of this name is there already: ${same.id}`]);
    const { practiceId } = await openPractice(db, form.practice);
    const link = await ownerLink(db, practiceId);
    console.log(
      `${form.practice.name} is there.\nThe owner's way in, once, within twelve hours: ${publicUrl}${link}\nWhat is still missing before it can open: ${publicUrl}${urls.practiceOpening()}`,
    );
  } finally {
    await db.close();
    await database.stop();
  }
};

await open();
