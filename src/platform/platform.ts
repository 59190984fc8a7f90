import type { Db } from './db.ts';
import type { Env } from './env.ts';
import type { Jobs } from './jobs.ts';
import type { Limits } from './limits.ts';
import type { SecretLinks } from './links.ts';
import type { Log } from './log.ts';
import type { Outbox } from './outbox.ts';
import type { Vault } from './vault.ts';

/** The machines a slice may be handed; each takes only what it needs. */
export type Platform = {
  readonly db: Db;
  readonly log: Log;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly links: SecretLinks;
  readonly limits: Limits;
  /** Seals what people write about themselves. */
  readonly vault: Vault;
  readonly mode: Env['mode'];
  /** Origin of every link, without a trailing slash: https://groups.example.org. */
  readonly publicUrl: string;
  /** Hashed address of a built asset by its plain name: 'site.css'. */
  readonly asset: (name: string) => string;
};
