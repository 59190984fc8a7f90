// A crowd that buys over HTTP from the real program in its own process, and what must be true of everybody afterwards.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PracticeId } from '../../src/kernel/id.ts';
import { randomFrom } from '../prove/payments-world.ts';
import { eventually } from '../support/programs.ts';
import { payPalBooks, unfinished, wrongInTheBooks } from './books.ts';
import { type Chair, type Manner, type Visit, visit } from './shopper.ts';
import { siteProcess } from './site-process.ts';

export const SEED = Number(process.env['SEED'] ?? 1);
const AT_ONCE = 4;
const MANNERS: readonly Manner[] = ['pays', 'pays', 'twice', 'leaves', 'declined-first'];

export const site = await siteProcess();
after(() => site.clear());
await site.start();
export const { sql } = site.db;

const [practice] = await sql<{ id: PracticeId }[]>`select id from identity.practices`;
const practiceId = practice?.id ?? assert.fail('the example practice is open');
/** Two groups with room for everybody, one with three chairs left. */
export const chairs = await sql<(Chair & { title: string })[]>`
  select distinct on (offering.id) offering.id as "offeringId", tier.id as "tierId", listing.name as title
  from shop.offerings as offering
  join shop.listings as listing on listing.offering_id = offering.id and listing.kind = 'open'
  join shop.tiers as tier on tier.offering_id = offering.id and tier.unit_minor > 0
  where offering.state = 'published' order by offering.id, tier.position limit 3
`;
assert.equal(chairs.length, 3);
// As large as a long run needs; that held and confirmed never exceed it stays a rule of the table.
await sql`alter table shop.offerings drop constraint offerings_capacity_check`;
for (const [index, { offeringId }] of chairs.entries())
  await sql`
    update shop.offerings set capacity = confirmed + held + ${index === 0 ? 3 : 5000} where id = ${offeringId}
  `;

const random = randomFrom(SEED);
let minutesPassed = 0;
/** Time passes for the shop: leases of the dead end, holds run out. What a killed process had begun is free again. */
export const pass = async (minutes: number) => {
  minutesPassed += minutes;
  await sql`update platform.clock set shift = ${`${minutesPassed} minutes`}::text::interval`;
  await sql`update platform.schedule_runs set taken_until = now()`;
  await sql`
    update pgboss.job set state = 'retry', start_after = now()
    where state = 'active' and started_on < now() - interval '3 seconds'
  `;
};

export type Crowd = { readonly visits: { email: string; manner: Manner; visit: Visit }[]; broken: number };

let people = 0;
/** So many people at once, one after the other, until told to stop; whoever began comes to an end. */
const crowd = (seen: Crowd, busy: () => boolean, home: AbortSignal): Promise<unknown> =>
  Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (busy()) {
        const number = ++people;
        const manner = MANNERS[Math.floor(random() * MANNERS.length)] ?? 'pays';
        const chair = chairs[number % 5 === 0 ? 0 : 1 + (number % 2)] ?? assert.fail();
        const email = `person-${number}@mail.example`;
        const broken = () => void seen.broken++;
        const { origin, payPal } = site;
        const name = `Person ${letters(number)}`;
        const wish = { origin, payPal, chair, manner, email, name, broken, home };
        seen.visits.push({ email, manner, visit: await visit(wish) });
      }
    }),
  );

const letters = (number: number) =>
  number.toString(26).replace(/./g, (sign) => String.fromCharCode(97 + Number.parseInt(sign, 26)));

/** The clock moves and the program does the rest by itself. */
export const comeToRest = () =>
  eventually('every payment, hold and refund is at rest', async () => {
    await pass(20);
    await sleep(400);
    return (await unfinished(sql, practiceId)) === 0;
  });

/** Strikes so many times at any moment while the crowd buys, and waits until everybody is through. */
export const kill = async (seen: Crowd, times: number, strike: () => Promise<void>) => {
  let busy = true;
  const home = new AbortController();
  const buying = crowd(seen, () => busy, home.signal);
  buying.catch(() => undefined);
  try {
    for (let time = 0; time < times; time++) {
      const before = seen.visits.length;
      await eventually('somebody came through', () => seen.visits.length > before);
      await sleep(random() * 900);
      await strike();
      await pass(1);
    }
  } catch (problem) {
    home.abort();
    throw problem;
  } finally {
    busy = false;
  }
  await buying;
};

/** The books agree, and so do they with what everybody was told. */
export const allIsWell = async (seen: Crowd, times: number) => {
  assert.deepEqual(await wrongInTheBooks(sql, practiceId, await payPalBooks(site.payPal)), []);
  const seated = new Set(
    (
      await sql<{ email: string }[]>`
        select attendee_email as email from shop.seats where practice_id = ${practiceId} and state = 'paid'
      `
    ).map(({ email }) => email),
  );
  for (const { email, manner, visit: came } of seen.visits) {
    const said = `${email} (${manner}): ${came.kind === 'no' ? came.body.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 600) : came.kind}`;
    if (came.kind === 'order') assert.ok(seated.has(email), `told of an order, no seat: ${said}`);
    if (came.kind === 'no') {
      assert.ok(!seated.has(email), `told no, but seated: ${said}`);
      assert.match(came.body, /not been charged|Not charged|No free chair|full|taken/i, said);
    }
  }
  const orders = seen.visits.filter(({ visit: { kind } }) => kind === 'order').length;
  assert.ok(orders >= times, `only ${orders} orders in ${times} kills: the crowd has fallen asleep`);
  assert.ok(seen.broken >= times, `${seen.broken} requests met a dead server`);
  await eventually('every paid seat has its member', async () => {
    await pass(1);
    const [row] = await sql<{ left: number }[]>`
      select count(*) as left from shop.seats as seat where state = 'paid' and not exists
        (select 1 from care.enrolments as enrolment where enrolment.seat_id = seat.id)
    `;
    return Number(row?.left) === 0;
  });
};
