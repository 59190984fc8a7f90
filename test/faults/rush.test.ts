// More buyers than chairs, all at once, over HTTP and through PayPal: exactly sold out, and the losers are told the truth.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { reconcile } from '../../src/shop/payments/public.ts';
import { expireHolds } from '../../src/shop/seats/public.ts';
import { eventually } from '../support/programs.ts';
import { unfinished } from './books.ts';
import { deps, groups, local, origin, owner, pass, practiceId, wrong } from './paypal-site.ts';
import { browserAt, type Manner, type Visit, visit } from './shopper.ts';

/** Rounds of each kind; `npm run prove` turns them up. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 2);

const [group = assert.fail('a group is open')] = groups;
const chair = { offeringId: group.offering, tierId: group.tiers[0] ?? '' };
// As large as a long run needs; that held and confirmed never exceed it stays a rule of the table.
await owner`alter table shop.offerings drop constraint offerings_capacity_check`;

const seats = async () =>
  Number(
    (await owner`select count(*)::int as n from shop.seats where offering_id = ${group.offering}`)[0]?.['n'],
  );
/** The group gets so many free chairs. */
const free = (chairs: number) => owner`
  update shop.offerings set capacity = held + confirmed + ${chairs} where id = ${group.offering}
`;

let people = 0;
const come = async (buyers: number, manner: Manner): Promise<Visit[]> => {
  // Who leaves is not looked after here: their payments would be finished before they come back.
  const lookAfter = manner === 'leaves' ? undefined : keepLooking();
  try {
    return await Promise.all(
      Array.from({ length: buyers }, () => {
        const email = `person-${++people}@mail.example`;
        return visit({ origin, payPal: local.origin, chair, name: 'Ann Bell', email, manner });
      }),
    );
  } finally {
    await lookAfter?.end();
  }
};

/** As the program's own job does: on a busy machine PayPal may answer after the deadline, and somebody must look. */
const keepLooking = () => {
  const over = new AbortController();
  const looking = (async () => {
    while (!over.signal.aborted) {
      await reconcile(deps);
      await sleep(500, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  return {
    end: () => {
      over.abort();
      return looking;
    },
  };
};

const count = (visits: readonly Visit[], wanted: Visit['kind']) =>
  visits.filter(({ kind }) => kind === wanted).length;

const toldTheTruth = (visits: readonly Visit[]) => {
  for (const came of visits)
    if (came.kind === 'no') {
      assert.match(came.body, /not been charged|Not charged|No free chair|full|taken/i);
      assert.doesNotMatch(came.body, /Celebrate|Please do not pay again/);
    }
};

const atRest = () =>
  eventually('everything is at rest', async () => {
    await pass(70);
    await expireHolds(deps.db);
    await reconcile(deps);
    return (await unfinished(owner as never, practiceId)) === 0;
  });

for (const [buyers, chairs] of [
  [100, 1],
  [40, 8],
] as const)
  test(`${buyers} buyers at once for ${chairs}, ${ROUNDS} times: exactly sold out, no orphan, the others not charged`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await free(chairs);
      const before = await seats();
      const visits = await come(buyers, 'pays');
      assert.equal(count(visits, 'order'), chairs, `round ${round}`);
      assert.equal((await seats()) - before, chairs, `round ${round}`);
      toldTheTruth(visits);
    }
    await atRest();
    assert.deepEqual(await wrong(), []);
  });

test(`twice as many have said yes at PayPal as there are chairs, and all come back at once, ${ROUNDS} times: eight pay, eight are not charged`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await free(8);
    const before = await seats();
    const first = await come(8, 'leaves');
    await pass(16);
    await expireHolds(deps.db);
    const second = await come(8, 'leaves');
    await pass(16);
    await expireHolds(deps.db);
    const backs = [...first, ...second].flatMap((came) => (came.kind === 'left' ? [came.back] : []));
    assert.equal(backs.length, 16);
    const pages = await Promise.all(
      backs.map(async (back) => {
        const browser = browserAt(origin);
        return browser.get((await browser.get(back)).leadsTo);
      }),
    );
    const lost = pages.filter(({ status }) => status === 200);
    assert.equal(lost.length, 8, `round ${round}`);
    for (const { body } of lost) assert.match(body, /The last chair was taken.*You have not been charged/);
    assert.equal((await seats()) - before, 8, `round ${round}`);
  }
  await atRest();
  assert.deepEqual(await wrong(), []);
});

test('with the counters made blind the same rush oversells, so the tests above can fail', async () => {
  await free(8);
  const before = await seats();
  await owner.unsafe(`
    create function shop.blind() returns trigger language plpgsql as $$ begin new.held := 0; new.confirmed := 0; return new; end $$;
    create trigger blind before update on shop.offerings for each row execute function shop.blind();
  `);
  await come(40, 'pays');
  const sold = (await seats()) - before;
  assert.ok(sold > 8, `${sold} seats were sold of 8`);
  assert.notDeepEqual(await wrong(), []);
});
