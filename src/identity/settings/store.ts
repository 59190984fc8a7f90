import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Currency, isCurrency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { Settings, SettingsChange } from './settings.ts';

export type Stored = {
  readonly settings: Settings;
  readonly accent: string;
  /** How many times settings were saved. */
  readonly savings: number;
};

type Row = Omit<Settings, 'currency'> & { currency: string; accent: string; savings: number };

const storedOf = ({ accent, savings, ...row }: Row): Stored => {
  invariant(isCurrency(row.currency), `the practice's currency is known: ${row.currency}`);
  return { settings: { ...row, currency: row.currency as Currency }, accent, savings };
};

/** The settings as they stand, and a lock on them until the transaction ends: two savings follow each other. */
export const lockSettings = async (tx: Tx, practiceId: PracticeId): Promise<Stored> => {
  await tx`select 1 from identity.practices where id = ${practiceId} for update`;
  return readSettings(tx, practiceId);
};

/** The settings as they stand. */
export const readSettings = async (tx: Tx, practiceId: PracticeId): Promise<Stored> => {
  const [row] = await tx<Row[]>`
    select p.name, p.neutral_name as "neutralName", p.email, coalesce(p.phone, '') as phone, p.address, p.region, p.zone,
      p.locale, p.currency, coalesce(p.accent, '') as accent,
      (select count(*)::integer from identity.practice_changes c where c.practice_id = p.id) as savings
    from identity.practices p where p.id = ${practiceId}
  `;
  invariant(row, 'the practice of this request is there');
  return storedOf(row);
};

export const saveSettings = (tx: Tx, practiceId: PracticeId, settings: Settings) => tx`
  update identity.practices set name = ${settings.name}, neutral_name = ${settings.neutralName},
    email = ${settings.email}, phone = ${settings.phone === '' ? null : settings.phone},
    address = ${[...settings.address]}, region = ${settings.region}, zone = ${settings.zone},
    locale = ${settings.locale}, currency = ${settings.currency}
  where id = ${practiceId}
`;

export const saveAccent = (tx: Tx, practiceId: PracticeId, accent: string) => tx`
  update identity.practices set accent = ${accent === '' ? null : accent} where id = ${practiceId}
`;

export const insertChange = (
  tx: Tx,
  practiceId: PracticeId,
  change: { id: string; byPerson: string; changes: readonly SettingsChange[] },
) => tx`
  insert into identity.practice_changes (practice_id, id, by_person, changes)
  values (${practiceId}, ${change.id}, ${change.byPerson}, ${tx.json(change.changes as never)})
`;

export type Saved = {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly changes: readonly SettingsChange[];
};

/** Savings, newest first. */
export const savings = (tx: Tx, practiceId: PracticeId, page: { limit: number; offset: number }) => tx<
  Saved[]
>`
  select c.id, c.at, p.name as by, c.changes
  from identity.practice_changes c
  join identity.people p on p.practice_id = c.practice_id and p.id = c.by_person
  where c.practice_id = ${practiceId}
  order by c.at desc, c.id desc
  limit ${page.limit} offset ${page.offset}
`;
