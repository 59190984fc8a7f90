import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Currency, isCurrency } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { Practice } from './practice.ts';

type Row = Omit<Practice, 'id' | 'currency' | 'phone' | 'accent'> & {
  id: string;
  currency: string;
  phone: string | null;
  accent: string | null;
};

const practiceOf = (row: Row): Practice => {
  invariant(isCurrency(row.currency), `the practice's currency is known: ${row.currency}`);
  return {
    ...row,
    id: row.id as PracticeId,
    currency: row.currency as Currency,
    phone: row.phone ?? undefined,
    accent: row.accent ?? undefined,
  };
};

/** Every practice of this installation, oldest first; the first row-level security viewer to ask may read them. */
export const allPractices = async (tx: Tx): Promise<Practice[]> => {
  const rows = await tx<Row[]>`
    select id, name, neutral_name as "neutralName", region, zone, locale, currency, address, phone, email, accent
    from identity.practices
    order by created_at, id
  `;
  return rows.map(practiceOf);
};

export const allHosts = (tx: Tx) => tx<{ host: string; practiceId: string }[]>`
  select host, practice_id as "practiceId" from identity.practice_hosts
`;

export const insertPractice = (tx: Tx, practice: Practice) => tx`
  insert into identity.practices
    (id, name, neutral_name, region, zone, locale, currency, address, phone, email)
  values (${practice.id}, ${practice.name}, ${practice.neutralName}, ${practice.region}, ${practice.zone},
    ${practice.locale}, ${practice.currency}, ${[...practice.address]}, ${practice.phone ?? null}, ${practice.email})
  on conflict do nothing
`;

export const insertHost = (tx: Tx, practiceId: PracticeId, host: string) => tx`
  insert into identity.practice_hosts (host, practice_id) values (${host}, ${practiceId})
  on conflict do nothing
`;
