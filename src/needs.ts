import { applicationNeeds } from './care/applications/public.ts';
import { waitingNeeds } from './care/waiting/public.ts';
import type { PracticeId } from './kernel/id.ts';
import type { Need } from './kernel/need.ts';
import type { Instant } from './kernel/time.ts';
import type { Db, Sql } from './platform/db.ts';
import { countLost } from './platform/mail/lost.ts';
import * as decisions from './shop/decisions/public.ts';
import * as check from './shop/desk-check/public.ts';
import * as disputes from './shop/disputes/public.ts';
import * as funds from './shop/funds/public.ts';
import * as offers from './shop/offers/public.ts';
import * as reconciliation from './shop/reconciliation/public.ts';
import * as refunds from './shop/refunds/public.ts';
import * as withdrawals from './shop/withdrawals/public.ts';
import { urls } from './urls.ts';

type Asked = (sql: Sql, practiceId: PracticeId, now: Instant) => Promise<readonly Need[]>;

const lettersLost: Asked = async (sql, practiceId) => {
  const lost = await countLost(sql, practiceId);
  if (!lost) return [];
  const sentence = lost.count === 1 ? 'A letter did not arrive.' : `${lost.count} letters did not arrive.`;
  return [{ kind: 'letter-lost', count: lost.count, sentence, href: urls.deskLetters(), since: lost.since }];
};

/** Who has something for a person to do. */
const ASKED: readonly Asked[] = [
  refunds.needs,
  offers.needs,
  disputes.needs,
  check.needs,
  withdrawals.needs,
  funds.needs,
  lettersLost,
];

/** Everything that needs a hand today, the oldest first. */
export const needsOf =
  (db: Db) =>
  async (practiceId: PracticeId, now: Instant): Promise<readonly Need[]> => {
    const all = await Promise.all([
      ...ASKED.map((ask) => ask(db.sql, practiceId, now)),
      applicationNeeds(db, practiceId, now),
      waitingNeeds(db, practiceId),
      reconciliation.needs(db, practiceId),
      decisions.needs(db, practiceId, now),
    ]);
    return all.flat().sort((a, b) => a.since.epochMilliseconds - b.since.epochMilliseconds);
  };
