// The practice, people and groups that tests share, made by the doors the product uses.
import assert from 'node:assert/strict';
import { enrolFromSeat } from '../src/care/enrolment/public.ts';
import { openGroup } from '../src/care/groups/public.ts';
import { staffPerson } from '../src/identity/people/public.ts';
import { openPractice } from '../src/identity/practice/public.ts';
import type { PracticeId } from '../src/kernel/id.ts';
import { Temporal } from '../src/kernel/time.ts';
import type { Db } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { urls } from '../src/urls.ts';
import type { TestApp, Visitor } from './support/app.ts';

export type World = {
  readonly practiceId: PracticeId;
  /** Two groups; each has the same id in care and, once it is for sale, in the shop. */
  readonly afterALoss: string;
  readonly steadier: string;
  readonly people: {
    /** Owner; she also leads After a loss. */
    readonly imani: string;
    /** Front desk. */
    readonly ruth: string;
    /** Facilitator of After a loss. */
    readonly tomas: string;
    /** Facilitator of Steadier. */
    readonly hanna: string;
  };
};

/** Members, as they would write themselves down. */
export const MEMBERS = {
  amara: { name: 'Amara Jensen', email: 'amara@mail.example' },
  bashir: { name: 'Bashir Khan', email: 'bashir@mail.example' },
  colette: { name: 'Colette Durand', email: 'colette@mail.example' },
  devi: { name: 'Devi Rao', email: 'devi@mail.example' },
  emil: { name: 'Emil Sandberg', email: 'emil@mail.example' },
} as const;

/** Rowan Street Group Practice: owner, desk, two facilitators, two groups. Nobody is enrolled yet. */
export const openWorld = async (db: Db, { host = 'rowan.example' } = {}): Promise<World> => {
  const { practiceId, ownerId: imani } = await openPractice(db, {
    name: 'Rowan Street Group Practice',
    neutralName: 'RS Practice',
    region: 'US',
    zone: 'America/Los_Angeles',
    locale: 'en-US',
    currency: 'USD',
    address: ['14 Rowan Street', 'Portland, OR 97205'],
    phone: '503-555-0142',
    email: `hello@${host}`,
    hosts: [host],
    owner: { name: 'Imani Okafor', email: `imani@${host}` },
  });
  return db.as({ kind: 'job:open-practice', practiceId }, async (tx) => {
    const staff = (name: string, role: 'front-desk' | 'facilitator') =>
      staffPerson(tx, { practiceId, name, email: `${name.split(' ')[0]?.toLowerCase()}@${host}`, role });
    const ruth = await staff('Ruth Alvarez', 'front-desk');
    const tomas = await staff('Tomas Reyes', 'facilitator');
    const hanna = await staff('Hanna Lindqvist', 'facilitator');
    const afterALoss = newId<'group'>();
    const steadier = newId<'group'>();
    await openGroup(tx, { practiceId, id: afterALoss, name: 'After a loss', facilitatorIds: [imani, tomas] });
    await openGroup(tx, { practiceId, id: steadier, name: 'Steadier', facilitatorIds: [hanna] });
    return { practiceId, afterALoss, steadier, people: { imani, ruth, tomas, hanna } };
  });
};

/** Puts somebody with a seat on the roster of a group, which care opens if it did not know it. */
export const enrolMember = async (
  db: Db,
  enrolment: {
    readonly practiceId: PracticeId;
    readonly group: { readonly id: string; readonly name: string };
    readonly seatId: string;
    readonly member: { readonly name: string; readonly email: string };
  },
): Promise<void> => {
  const { practiceId, group, seatId, member } = enrolment;
  await db.as({ kind: 'job:open-practice', practiceId }, (tx) =>
    openGroup(tx, { practiceId, ...group, facilitatorIds: [] }),
  );
  const joinedOn = Temporal.PlainDate.from('2026-11-23');
  const attendee = { attendeeName: member.name, attendeeEmail: member.email };
  await enrolFromSeat(db, { practiceId, seatId, groupId: group.id, joinedOn, ...attendee });
};

/** Signs this browser in the way people do: address, letter, link, button. */
export const signInByLetter = async (
  { mailbox, runJobs }: Pick<TestApp, 'mailbox' | 'runJobs'>,
  visitor: Visitor,
  email: string,
): Promise<void> => {
  await visitor.post(urls.signIn(), { email });
  await runJobs();
  const letter = mailbox.findLast(({ mail }) => mail.text.includes('/sign-in/'));
  const path = /\/sign-in\/[\w-]+/.exec(letter?.mail.text ?? '')?.[0];
  assert.ok(path, `a letter with a link went to ${email}`);
  const answer = await visitor.post(path);
  assert.equal(answer.statusCode, 303);
};
