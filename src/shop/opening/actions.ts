import { personAt } from '../../identity/people/public.ts';
import { type Practice, tellingWord } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { mailFate } from '../../platform/mail/lost.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { crisisNumbers } from '../../ui/crisis-lines.ts';
import { urls } from '../../urls.ts';
import type { PayPal } from '../payments/public.ts';
import type { Facts, PayPalAnswer, PayPalPlace } from './checklist.ts';
import { tryLetter } from './letter.ts';
import * as store from './store.ts';

export type OpeningDeps = {
  readonly db: Db;
  readonly paypal: PayPal;
  readonly place: PayPalPlace;
  readonly outbox: Outbox;
  readonly publicUrl: string;
};

/** Somebody at the desk, in the own practice. */
export type Viewing = { readonly practice: Practice; readonly personId: string };

const asPerson = <T>(db: Db, { practice, personId }: Viewing, work: (tx: Tx) => Promise<T>) =>
  db.as({ kind: 'person', practiceId: practice.id, personId }, work);

/** All that the program knows about a practice that is about to open, at this moment. */
export const openingFacts = (
  { db, place }: Pick<OpeningDeps, 'db' | 'place'>,
  viewing: Viewing,
): Promise<Facts> =>
  asPerson(db, viewing, async (tx) => {
    const { practice } = viewing;
    const { name, neutralName, email, address, region, zone, accent } = practice;
    const counted = await store.counted(tx, practice.id, zone);
    const { ruleVersion, ruleIsOwn } = counted;
    return {
      ...{ today: counted.today, name, neutralName, tells: tellingWord(neutralName), email, address, region },
      numbers: crisisNumbers(region),
      crisisCheck: await store.newestCheck(tx, practice.id),
      hasOwnColor: accent !== undefined,
      payPal: {
        place,
        orderedAt: counted.orderedAt ?? undefined,
        asked: await store.payPalAnswer(tx, practice.id),
      },
      mail: await mailFate(tx, practice.id),
      facilitators: counted.facilitators,
      groups: { ready: counted.ready, alone: await store.groupsAlone(tx, practice.id) },
      rule: ruleVersion === null ? undefined : { version: ruleVersion, isOwn: ruleIsOwn === true },
      agreement: counted.agreement ?? undefined,
      heardAt: counted.heardAt ?? undefined,
    };
  });

/** Writes down that somebody called the numbers which stand on the pages now. */
export const noteCrisisCheck = (
  { db }: Pick<OpeningDeps, 'db'>,
  viewing: Viewing,
  { on, who }: { readonly on: PlainDate; readonly who: string },
): Promise<void> =>
  asPerson(db, viewing, async (tx) => {
    const { practice, personId } = viewing;
    const numbers = crisisNumbers(practice.region);
    const id = newId<'crisis-check'>();
    await store.insertCheck(tx, practice.id, { id, on, who, numbers, byPerson: personId });
  });

/** An order that PayPal never made: whoever answers that there is none has taken our credentials. */
const NO_ORDER = '0NINEFOLD00000000';

/** Asks PayPal whether it takes our credentials, and keeps what came of it. */
export const askPayPal = async ({ db, paypal }: OpeningDeps, viewing: Viewing): Promise<void> => {
  const outcome = await paypal.getOrder(NO_ORDER);
  const answer = answerOf(outcome);
  await asPerson(db, viewing, (tx) => store.savePayPalAnswer(tx, viewing.practice.id, answer));
};

const answerOf = (outcome: Awaited<ReturnType<PayPal['getOrder']>>): PayPalAnswer['answer'] => {
  if (outcome.kind !== 'unknown') return 'answered';
  return outcome.why === 'unauthorised' ? 'unauthorised' : 'unreachable';
};

/** A letter to who asks, at most one a minute. */
export const sendTryLetter = ({ db, outbox, publicUrl }: OpeningDeps, viewing: Viewing): Promise<void> =>
  asPerson(db, viewing, async (tx) => {
    const { practice, personId } = viewing;
    const person = await personAt(tx, practice.id, personId);
    invariant(person, 'who is signed in is a person here');
    const minute = (await store.databaseNow(tx)).toString().slice(0, 16);
    const letter = tryLetter(practice, publicUrl + urls.practiceOpening());
    await outbox.mail(tx, {
      practiceId: practice.id,
      kind: 'try-letter',
      dedupe: `try-letter:${personId}:${minute}`,
      mail: { ...letter, to: person.email },
    });
  });
