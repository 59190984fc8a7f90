import { z } from 'zod';
import { isThisMachine } from './network.ts';

const text = z.string().trim().min(1);
const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** Every variable the server reads. Nothing else in the program looks at process.env. */
const schema = z.object({
  PUBLIC_URL: z
    .url({ protocol: /^https$/, error: 'must be an https address, e.g. https://groups.example.org' })
    .optional()
    .describe('The address people see. With it the server runs in open mode; without it, in example mode.'),
  HOST: text
    .optional()
    .describe('Where open mode listens. Default 127.0.0.1, for a proxy on the same machine.'),
  PORT: port(9009).describe('Port of the site. Default 9009.'),
  METRICS_PORT: port(9011).describe('Port of the metrics, on loopback only. Default 9011.'),
  PAYPAL_PORT: port(9010).describe('Port of the local PayPal in example mode. Default 9010.'),
  MAILBOX_PORT: port(9012).describe('Port of the local mailbox in example mode. Default 9012.'),
  DATA_FOLDER: text
    .default('var')
    .describe('Where the embedded database, the log and the mailbox live. Default ./var.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional()
    .describe(
      'A PostgreSQL server of your own (15 or newer), as the role that runs the program. Needed in open mode.',
    ),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional()
    .describe('The same database as the role that migrates it. Needed in open mode.'),
  MASTER_KEY: z
    .string()
    .optional()
    .describe('32 bytes as base64. This or MASTER_KEY_FILE is needed in open mode.'),
  MASTER_KEY_FILE: text
    .optional()
    .describe('A file that holds the master key, readable by this account only.'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional()
    .describe('Where mail leaves. Needed in open mode.'),
  MAIL_FROM: z
    .email('must be a bare mail address')
    .optional()
    .describe('Sender address of every letter. Needed in open mode.'),
  PAYPAL_ENV: z
    .enum(['emulator', 'sandbox', 'live'])
    .optional()
    .describe('sandbox or live in open mode; example mode always uses the local PayPal.'),
  PAYPAL_CLIENT_ID: text.optional().describe('From the PayPal developer dashboard. Needed in open mode.'),
  PAYPAL_CLIENT_SECRET: text.optional().describe('From the PayPal developer dashboard. Needed in open mode.'),
  PAYPAL_WEBHOOK_ID: text
    .optional()
    .describe('Id of the webhook that points at this site. Needed in open mode.'),
  PAYPAL_MERCHANT_ID: text
    .optional()
    .describe('Merchant id of the account that is paid. Needed in open mode.'),
  TRUST_PROXY: z
    .string()
    .regex(/^[0-9a-fA-F.:/, ]+$/, 'must be addresses or networks, e.g. 127.0.0.1 or 10.0.0.0/8')
    .optional()
    .describe(
      'Proxies whose X-Forwarded-For is believed. Default: this machine where HOST is this machine, else nobody.',
    ),
  LOG: z
    .enum(['stdout', 'file', 'off'])
    .optional()
    .describe('Where the JSON log goes. Default stdout; in example mode file.'),
});

type Raw = z.infer<typeof schema>;

export type PayPalEnv = {
  readonly env: 'sandbox' | 'live';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  readonly merchantId: string;
};

type Shared = {
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly dataFolder: string;
  readonly log: 'stdout' | 'file' | 'off';
  readonly trustProxy: readonly string[];
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
};

/** Example mode: loopback only, local PayPal, local mailbox, nothing real. */
export type ExampleEnv = Shared & {
  readonly mode: 'example';
  readonly paypalPort: number;
  readonly mailboxPort: number;
};

/** Open mode: everything real is there, or the server does not start. */
export type OpenEnv = Shared & {
  readonly mode: 'open';
  /** Origin without a trailing slash. */
  readonly publicUrl: string;
  readonly masterKey: { readonly base64: string } | { readonly file: string };
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly paypal: PayPalEnv;
};

export type Env = ExampleEnv | OpenEnv;

/** Thrown when the environment does not allow a start; `problems` lists all of it at once. */
export class EnvRefusal extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `Ninefold did not start. ${problems.length === 1 ? 'This is' : 'These are'} missing or wrong:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'EnvRefusal';
    this.problems = problems;
  }
}

const NEEDED_IN_OPEN_MODE = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'SMTP_URL',
  'MAIL_FROM',
  'PAYPAL_ENV',
  'PAYPAL_CLIENT_ID',
  'PAYPAL_CLIENT_SECRET',
  'PAYPAL_WEBHOOK_ID',
  'PAYPAL_MERCHANT_ID',
] as const satisfies readonly (keyof Raw)[];

/** True when the text is base64 of exactly 32 bytes. */
export const isMasterKey = (base64: string): boolean =>
  /^[A-Za-z0-9+/_-]+=*$/.test(base64) && Buffer.from(base64, 'base64').length === 32;

const openModeProblems = (raw: Raw): string[] => {
  const problems = NEEDED_IN_OPEN_MODE.filter((name) => raw[name] === undefined).map(
    (name) => `${name} is not set`,
  );
  if (raw.PUBLIC_URL && new URL(raw.PUBLIC_URL).pathname !== '/')
    problems.push('PUBLIC_URL must not have a path');
  if (raw.PAYPAL_ENV === 'emulator')
    problems.push('PAYPAL_ENV=emulator is the local PayPal; here it must be sandbox or live');
  if (raw.MASTER_KEY === undefined && raw.MASTER_KEY_FILE === undefined)
    problems.push(
      'MASTER_KEY or MASTER_KEY_FILE is not set (32 bytes as base64; `openssl rand -base64 32` makes one)',
    );
  if (raw.MASTER_KEY !== undefined && !isMasterKey(raw.MASTER_KEY))
    problems.push('MASTER_KEY must be 32 bytes as base64');
  return problems;
};

const shared = (raw: Raw, log: Shared['log']): Omit<Shared, 'host'> => ({
  port: raw.PORT,
  metricsPort: raw.METRICS_PORT,
  dataFolder: raw.DATA_FOLDER,
  log: raw.LOG ?? log,
  trustProxy: (raw.TRUST_PROXY ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
  databaseUrl: raw.DATABASE_URL,
  databaseOwnerUrl: raw.DATABASE_OWNER_URL,
});

/**
 * Reads the environment once. Empty values count as unset.
 * @throws EnvRefusal listing every problem.
 */
export const parseEnv = (given: Readonly<Record<string, string | undefined>>): Env => {
  const known = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (given[name] ? [[name, given[name]]] : [])),
  );
  const parsed = schema.safeParse(known);
  if (!parsed.success)
    throw new EnvRefusal(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const raw = parsed.data;
  return raw.PUBLIC_URL === undefined ? exampleEnv(raw) : openEnv(raw, raw.PUBLIC_URL);
};

const exampleEnv = (raw: Raw): ExampleEnv => {
  const problems: string[] = [];
  if (raw.PAYPAL_ENV === 'live' || raw.PAYPAL_ENV === 'sandbox')
    problems.push(
      `PAYPAL_ENV=${raw.PAYPAL_ENV} needs PUBLIC_URL: example mode speaks to the local PayPal only`,
    );
  if ((raw.DATABASE_URL === undefined) !== (raw.DATABASE_OWNER_URL === undefined))
    problems.push('DATABASE_URL and DATABASE_OWNER_URL go together');
  if (problems.length > 0) throw new EnvRefusal(problems);
  return {
    ...shared(raw, 'file'),
    mode: 'example',
    host: '127.0.0.1',
    paypalPort: raw.PAYPAL_PORT,
    mailboxPort: raw.MAILBOX_PORT,
  };
};

const THIS_MACHINE = ['127.0.0.1', '::1'];

const openEnv = (raw: Raw, publicUrl: string): OpenEnv => {
  const problems = openModeProblems(raw);
  if (problems.length > 0) throw new EnvRefusal(problems);
  const must = (name: (typeof NEEDED_IN_OPEN_MODE)[number]) => String(raw[name]);
  const common = shared(raw, 'stdout');
  const host = raw.HOST ?? '127.0.0.1';
  return {
    ...common,
    mode: 'open',
    host,
    // Nobody but this machine can connect there: it is the proxy, and says for whom it asks.
    trustProxy: raw.TRUST_PROXY === undefined && isThisMachine(host) ? THIS_MACHINE : common.trustProxy,
    publicUrl: new URL(publicUrl).origin,
    masterKey:
      raw.MASTER_KEY === undefined ? { file: String(raw.MASTER_KEY_FILE) } : { base64: raw.MASTER_KEY },
    smtpUrl: must('SMTP_URL'),
    mailFrom: must('MAIL_FROM'),
    paypal: {
      env: raw.PAYPAL_ENV === 'live' ? 'live' : 'sandbox',
      clientId: must('PAYPAL_CLIENT_ID'),
      clientSecret: must('PAYPAL_CLIENT_SECRET'),
      webhookId: must('PAYPAL_WEBHOOK_ID'),
      merchantId: must('PAYPAL_MERCHANT_ID'),
    },
  };
};

/** The variables and their meaning, for docs/operations.md (a test compares). */
export const envTable = (): readonly { readonly name: string; readonly what: string }[] =>
  Object.entries(schema.shape).map(([name, field]) => ({ name, what: field.description ?? '' }));

/** The environment of this process; the one place that reads it. */
export const readEnv = (): Env => parseEnv(process.env);
