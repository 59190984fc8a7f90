// The whole checkout over HTTP, 16 buyers at once, PayPal without time of its own, against the SQL of a checkout sent
// bare to the same PostgreSQL: what all our work around the database costs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { openDb } from '../src/platform/db.ts';
import type { Bench } from './bench.ts';
import type { BareCheckout } from './checkout-bare-program.ts';
import { buyChair, type Chair } from './checkout-buyer.ts';
import { areAlike, createRecorder, type Unit } from './checkout-record.ts';
import type { Ground } from './database.ts';
import { alternate, digits, type Figure, median, type Pair, ratios } from './figure.ts';
import { type Program, startProgram } from './program.ts';
import type { RushResult } from './rush.ts';
import { openSite } from './site.ts';

const BUYERS = 16;
const GROUPS = 48;
const REACH = 0.5;
/** Above every order number that a recording leaves behind. */
const FIRST_NUMBER = 100_000;

/** Groups that anybody may join now, with more chairs than a run can sell. */
const seedShop = (ground: Ground) =>
  ground.seed('shop', GROUPS, (group) => ({
    ...group,
    kind: 'open',
    state: 'published',
    capacity: 500,
    minSeats: 1,
    decisionOn: null,
    schedule: { ...group.schedule, sessions: null, rests: [] },
    tiers: group.tiers.map((tier) => ({ ...tier, unitMinor: 4_500 })),
  }));

/** Makes checkouts one after another until two asked the same of the database. */
const record = async (
  ground: Ground,
): Promise<{ units: [Unit[], Unit[]]; chairs: Chair[]; requests: number }> => {
  const recorder = createRecorder();
  const site = await openSite({ appUrl: ground.appUrl('shop'), folder: ground.folder }, recorder.watch);
  try {
    const chairs = await chairsOf(ground);
    const [chair] = chairs;
    if (!chair) throw new Error('The shop sells no chair');
    let before: Unit[] = [];
    for (let tries = 0; tries < 10; tries++) {
      recorder.clear();
      const requests = await buyChair({ port: site.port, chair });
      const now = recorder.units();
      if (areAlike(before, now)) return { units: [before, now], chairs, requests };
      before = now;
    }
    throw new Error('No two checkouts asked the same of the database');
  } finally {
    await site.stop();
  }
};

const chairsOf = async (ground: Ground): Promise<Chair[]> => {
  const db = openDb({ url: ground.appUrl('shop'), maxConnections: 1 });
  const chairs = await db.sql<Chair[]>`
    select distinct on (offering_id) offering_id as "offeringId", id as "tierId" from shop.tiers order by offering_id, position
  `;
  await db.close();
  return [...chairs];
};

export const checkoutBench = async ({ ground, effort }: Bench): Promise<Figure[]> => {
  await seedShop(ground);
  const { units, chairs, requests } = await record(ground);
  const recorded = join(ground.folder, 'checkout.v8');
  writeFileSync(recorded, serialize(units));
  for (const copy of ['shop_ours', 'shop_bare']) await ground.copy('shop', copy);
  const bareOptions: BareCheckout = {
    ...{ appUrl: ground.appUrl('shop_bare'), recorded, chairs, firstNumber: FIRST_NUMBER },
  };
  const programs: Program[] = [];
  const started = async (file: string, options: unknown) => {
    const program = await startProgram(file, options);
    programs.push(program);
    return program;
  };
  try {
    const site = await started('./site-program.ts', {
      appUrl: ground.appUrl('shop_ours'),
      folder: ground.folder,
    });
    const buyers = await started('./checkout-buyers-program.ts', { port: site.port, chairs });
    const bare = await started('./checkout-bare-program.ts', bareOptions);
    const rushOn = (program: Program) => () =>
      program.ask<RushResult>('rush', { buyers: BUYERS, seconds: effort.seconds * 2 });
    const before = await bare.ask<number>('orders');
    const pairs = await alternate(effort, { ours: rushOn(buyers), floor: rushOn(bare) });
    const size = await bare.ask<{ statements: number; transactions: number }>('size');
    if ((await bare.ask<number>('orders')) <= before) throw new Error('The bare SQL placed no orders');
    return [figureOf(pairs, { ...size, requests })];
  } finally {
    for (const program of programs.reverse()) await program.stop();
  }
};

const figureOf = (
  pairs: readonly Pair<RushResult>[],
  size: { readonly statements: number; readonly transactions: number; readonly requests: number },
): Figure => {
  const ratio = ratios(pairs.map(({ ours, floor }) => ({ ours: ours.perSecond, floor: floor.perSecond })));
  const rate = (side: 'ours' | 'floor') =>
    `${digits(median(pairs.map((pair) => pair[side].perSecond)))} orders/s`;
  return {
    name: `Whole checkout, ${BUYERS} buyers`,
    ours: rate('ours'),
    floor: rate('floor'),
    ratio,
    reach: `at least ${REACH}`,
    met: ratio.median >= REACH,
    note: `${size.requests} requests; ${size.statements} statements, ${size.transactions} transactions`,
  };
};
