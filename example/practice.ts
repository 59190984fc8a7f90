import { openGroup } from '../src/care/groups/public.ts';
import { staffPerson } from '../src/identity/people/public.ts';
import { openPractice } from '../src/identity/practice/public.ts';
import { type PracticeId, parseId } from '../src/kernel/id.ts';
import { invariant } from '../src/kernel/invariant.ts';
import { Temporal } from '../src/kernel/time.ts';
import type { Parts } from '../src/parts.ts';
import type { Db, Tx } from '../src/platform/db.ts';
import type { Jobs } from '../src/platform/jobs.ts';
import { publishedAddresses } from '../src/shop/catalogue/public.ts';
import { grantSeat } from '../src/shop/seats/public.ts';
import { askAsExample } from './asking.ts';
import { buyAsExample } from './buy.ts';
import { EXAMPLE_BUYERS } from './buyers.ts';
import { EXAMPLE_FACILITATORS } from './facilitators.ts';
import { EXAMPLE_MEMBERS, examplePublications } from './groups.ts';
import { exampleSeatId } from './ids.ts';
import { EXAMPLE_PEOPLE, exampleAddress } from './members.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { seedThings } from './things.ts';

const ZONE = 'America/Los_Angeles';
const PRACTICE_ID = parseId<'practice'>('0198f000-0000-7000-8000-000000000001');

/**
 * Opens the example practice. The same content at every first start; a first start that was killed goes on
 * where it stopped, and later starts change nothing.
 */
export const openPracticeOnRowanStreet = async (parts: Parts): Promise<void> => {
  const { db, jobs } = parts.platform;
  const opened = await openRowanStreet(db);
  const { practiceId } = opened;
  if ((await publishedAddresses(db.sql, practiceId)).length === 0) await fill(db, jobs, practiceId);
  await buyAsExample(parts, practiceId, EXAMPLE_BUYERS);
  await askAsExample(parts, opened);
};

const openRowanStreet = (db: Db): ReturnType<typeof openPractice> => {
  invariant(PRACTICE_ID, 'the example practice has an id');
  return openPractice(db, {
    id: PRACTICE_ID,
    name: 'Rowan Street Group Practice',
    neutralName: 'RS Practice',
    region: 'US',
    zone: ZONE,
    locale: 'en-US',
    currency: 'USD',
    address: ['214 Rowan Street', 'Portland, Oregon'],
    phone: '503-555-0117',
    email: 'hello@rowanstreet.example',
    hosts: ['localhost', '127.0.0.1'],
    owner: { name: 'Ada Rowan', email: 'ada@rowanstreet.example' },
  });
};

const fill = async (db: Db, jobs: Jobs, practiceId: PracticeId): Promise<void> => {
  const today = Temporal.Now.plainDateISO(ZONE);
  await db.as({ kind: 'job:open-practice', practiceId }, (tx) => openCare(tx, practiceId, today));
  // One transaction: the catalogue is there with everybody in it, or not at all.
  await db.begin(async (tx) => {
    await seedCatalogue(tx, practiceId, today);
    await seedThings(tx, practiceId);
    await seatMembers(tx, jobs, practiceId);
  });
};

/** Groups have the same ids in care and in the shop; facilitators likewise as people and as pages. */
const openCare = async (tx: Tx, practiceId: PracticeId, today: Temporal.PlainDate): Promise<void> => {
  for (const { id, name } of EXAMPLE_FACILITATORS)
    await staffPerson(tx, { practiceId, id, name, email: exampleAddress(name), role: 'facilitator' });
  for (const { offeringId, name, facilitatorIds } of examplePublications(today))
    await openGroup(tx, { practiceId, id: offeringId, name, facilitatorIds });
};

/** Seats for the members who were there before the shop: all but those whom the buyers below will be. */
const seatMembers = async (tx: Tx, jobs: Jobs, practiceId: PracticeId): Promise<void> => {
  let next = 0;
  for (const [index, [offeringId, members]] of [...EXAMPLE_MEMBERS].entries()) {
    const bought = EXAMPLE_BUYERS.filter(({ group }) => group === index + 1).length;
    for (const person of EXAMPLE_PEOPLE.slice(next, next + Math.max(0, members - bought))) {
      const seatId = exampleSeatId(next++);
      const granted = await grantSeat(tx, {
        practiceId,
        offeringId,
        seatId,
        attendeeName: person.name,
        attendeeEmail: person.email,
      });
      invariant(granted.ok, 'the example seats nobody where no chair is free');
      await jobs.enqueue(tx, 'seat-granted', { practiceId, seatId });
    }
  }
};
