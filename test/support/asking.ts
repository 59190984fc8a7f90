// A practice whose groups are asked to come into: facilitators, a group by application, a full group, and people who ask.
import assert from 'node:assert/strict';
import { openGroup } from '../../src/care/groups/public.ts';
import { staffPerson } from '../../src/identity/people/public.ts';
import type { PracticeId } from '../../src/kernel/id.ts';
import type { Parts } from '../../src/parts.ts';
import { clockOf } from '../../src/schedule.ts';
import { grantSeat } from '../../src/shop/seats/public.ts';
import { signInByLetter } from '../world.ts';
import type { TestApp, Visitor } from './app.ts';
import type { TestDatabase } from './database.ts';
import type { GroupForSale } from './sale.ts';

export type Asking = {
  /** Facilitates every group handed in. */
  readonly facilitator: Visitor;
  /** Facilitates none of them. */
  readonly otherFacilitator: Visitor;
  readonly frontDesk: Visitor;
  readonly owner: Visitor;
  /** Ids of those people, by first name. */
  readonly people: Readonly<Record<'tomas' | 'hanna' | 'ruth', string>>;
};

/** Staff of the practice, signed in; Tomas facilitates these groups. */
export const openStaff = async (
  { db }: TestDatabase,
  site: TestApp,
  { practiceId, groups }: { readonly practiceId: PracticeId; readonly groups: readonly GroupForSale[] },
): Promise<Asking> => {
  const people = await db.as({ kind: 'job:open-practice', practiceId }, async (tx) => {
    const staff = (name: string, role: 'front-desk' | 'facilitator') =>
      staffPerson(tx, {
        practiceId,
        name,
        email: `${name.split(' ')[0]?.toLowerCase()}@rowan.example`,
        role,
      });
    const tomas = await staff('Tomas Reyes', 'facilitator');
    const hanna = await staff('Hanna Lindqvist', 'facilitator');
    const ruth = await staff('Ruth Alvarez', 'front-desk');
    for (const { offering: id, name } of groups)
      await openGroup(tx, { practiceId, id, name, facilitatorIds: [tomas] });
    return { tomas, hanna, ruth };
  });
  const signedIn = async (name: string) => {
    const visitor = site.visitor();
    await signInByLetter(site, visitor, `${name}@rowan.example`);
    return visitor;
  };
  return {
    people,
    facilitator: await signedIn('tomas'),
    otherFacilitator: await signedIn('hanna'),
    frontDesk: await signedIn('ruth'),
    owner: await signedIn('imani'),
  };
};

/** Makes somebody who works in the example facilitate these groups, and signs them in. */
export const facilitatorOf = async (
  { db, owner }: TestDatabase,
  site: TestApp,
  {
    practiceId,
    groups,
    email,
  }: { readonly practiceId: PracticeId; readonly groups: readonly GroupForSale[]; readonly email: string },
): Promise<Visitor> => {
  const [person] = await owner<{ id: string }[]>`select id from identity.people where email = ${email}`;
  await db.as({ kind: 'job:open-practice', practiceId }, async (tx) => {
    for (const { offering: id, name } of groups)
      await openGroup(tx, { practiceId, id, name, facilitatorIds: [person?.id ?? assert.fail(email)] });
  });
  const visitor = site.visitor();
  await signInByLetter(site, visitor, email);
  return visitor;
};

/** The newest letter to this address, or the newest with such words; its text. */
export const letterTo = ({ mailbox }: Pick<TestApp, 'mailbox'>, email: string, having = /^/): string =>
  mailbox.findLast(({ mail }) => mail.to === email && having.test(mail.text))?.mail.text ??
  assert.fail(`nobody wrote to ${email}`);

const pathIn = (letter: string, pattern: RegExp): string =>
  pattern.exec(letter)?.[0] ?? assert.fail(`no link in ${letter}`);

export const addressOf = (name: string) => `${name.toLowerCase().replace(/\W+/g, '.')}@mail.example`;

/** Asks for the private link of an application, and gives its path. */
export const askToApply = async (site: TestApp, group: GroupForSale, name: string): Promise<string> => {
  const answer = await site
    .visitor()
    .post(`/groups/${group.address}/application`, { name, email: addressOf(name) });
  assert.equal(answer.statusCode, 303, answer.body);
  await site.runJobs();
  return pathIn(letterTo(site, addressOf(name)), /\/applications\/[\w-]{22}/);
};

/** Applies the way a person does: link, answers, send. */
export const applyAs = async (
  site: TestApp,
  group: GroupForSale,
  { name, q1 = 'My brother died in spring.' }: { readonly name: string; readonly q1?: string },
): Promise<string> => {
  const path = await askToApply(site, group, name);
  const sent = await site.visitor().post(path, { name, q1, q3: 'no', do: 'send' });
  assert.equal(sent.headers.location, `${path}?done=sent`, sent.body);
  await site.runJobs();
  return path;
};

/** Joins a waiting list the way a person does: link, one press. */
export const joinAs = async (site: TestApp, group: GroupForSale, name: string): Promise<string> => {
  const asked = await site
    .visitor()
    .post(`/groups/${group.address}/waiting`, { name, email: addressOf(name) });
  assert.equal(asked.statusCode, 303, asked.body);
  await site.runJobs();
  const path = pathIn(letterTo(site, addressOf(name)), /\/waiting\/[\w-]{22}/);
  assert.equal((await site.visitor().post(path)).statusCode, 303);
  await site.runJobs();
  return path;
};

/** Joins a waiting list and asks somebody to come only together; gives the own page and the invitation. */
export const askTogether = async (
  site: TestApp,
  group: GroupForSale,
  one: string,
  other: string,
): Promise<{ readonly page: string; readonly link: string }> => {
  const page = await joinAs(site, group, one);
  const asked = await site.visitor().post(`${page}/partner`, { email: addressOf(other) });
  assert.equal(asked.headers.location, `${page}?done=invited`);
  await site.runJobs();
  const letter = letterTo(site, addressOf(other));
  assert.doesNotMatch(letter, /Circle|therapy|group/i);
  return { page, link: pathIn(letter, /\/together\/[\w-]{22}/) };
};

/** Gives every chair of a group to somebody; gives the seats' ids. */
export const fillUp = async (
  { db }: TestDatabase,
  practiceId: PracticeId,
  group: GroupForSale,
): Promise<string[]> => {
  const ids: string[] = [];
  for (let seat = 0; seat < group.publication.capacity; seat++) {
    const granted = await db.begin((tx) =>
      grantSeat(tx, {
        practiceId,
        offeringId: group.offering,
        attendeeName: `Sitting ${seat}`,
        attendeeEmail: `sitting.${seat}.${group.address}@mail.example`,
      }),
    );
    assert.ok(granted.ok);
    ids.push(granted.value.seatId);
  }
  return ids;
};

/** What the clock does every half minute. */
export const sweepSeats = async ({ parts, runJobs }: TestApp): Promise<void> => {
  const entry = clockOf(parts).find(({ name }) => name === 'seats-to-fill');
  assert.ok(entry);
  await entry.run();
  await runJobs();
};

/** Who is in line for a group and where they stand, by name. */
export const statesIn = async (
  { owner }: TestDatabase,
  group: GroupForSale,
): Promise<Record<string, string>> => {
  const rows = await owner<{ name: string; state: string }[]>`
    select name, state from care.waiting_entries where group_id = ${group.offering} and state <> 'asked' order by name`;
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
};

/** Nobody is counted: for tests in which many people come from one machine. */
export const withoutLimits = (parts: Parts): Parts => ({
  ...parts,
  platform: { ...parts.platform, limits: { take: async () => true } },
});
