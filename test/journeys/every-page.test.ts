// Every route of the site, in every state that it has: seen on a phone and at a desk, by day and by evening.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openExamplePractice } from '../../src/example.ts';
import { practices } from '../../src/identity/practice/public.ts';
import { axe, openBrowser, overflow, type Visit } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { type Inspected, type Inspector, inspector } from '../support/inspection.ts';
import { listeningSite } from '../support/listening-site.ts';
import { belongsTo, leftOut, routeOf, watchRoutes } from '../support/route-watch.ts';
import { sellGroup } from '../support/sale.ts';
import { askingStates, lastAskingStates } from '../support/states/asking-states.ts';
import { breakStates } from '../support/states/break-states.ts';
import { decisionStates } from '../support/states/decision-states.ts';
import { deskOfferStates } from '../support/states/desk-offer-states.ts';
import { todayStates } from '../support/states/desk-states.ts';
import { groupStates } from '../support/states/group-states.ts';
import { invoiceStates } from '../support/states/invoice-states.ts';
import { offerStates } from '../support/states/offer-states.ts';
import { paymentStates } from '../support/states/payment-states.ts';
import { practiceStates } from '../support/states/practice-states.ts';
import { refundRuleStates } from '../support/states/refund-rule-states.ts';
import { refundStates } from '../support/states/refund-states.ts';
import { savingsStates } from '../support/states/savings-states.ts';
import { shopStates } from '../support/states/shop-states.ts';
import { closedDoors, deskStates, ownerOf, siteStates } from '../support/states/site-states.ts';
import type { State } from '../support/states/state.ts';
import { thingStates } from '../support/states/thing-states.ts';
import { withdrawalStates } from '../support/states/withdrawal-states.ts';

const watch = watchRoutes();
const database = await testDatabase();
const site = await listeningSite(database, { open: ({ parts }) => openExamplePractice(parts) });
const [practice] = await practices(database.db);
const practiceId = practice?.id ?? assert.fail('the example practice is open');
let sold = 0;
const sell = (wish: Parameters<typeof sellGroup>[2]) =>
  sellGroup(database.db, practiceId, { name: `Circle ${sold}`, ...wish }, sold++);
const shop = {
  site,
  database,
  sell,
  roomy: await sell({ capacity: 60 }),
  free: await sell({ prices: [0, 2000], capacity: 60 }),
};
const browser = await openBrowser();
const seen: Inspected[] = [];

type Sight = { readonly visit: Visit; readonly look: Inspector };

const sight = async (): Promise<Sight> => {
  const visit = await browser.visit();
  return { visit, look: inspector(visit, seen) };
};

/** Two pairs of eyes: as many as this machine has cores. */
const eyes = [await sight(), await sight()];

const inspect = async ({ visit, look }: Sight, state: State, glance = state.glance ?? false) => {
  const { name, path, by, fields, status = 200 } = state;
  await visit.context.clearCookies();
  const cookies = [...(by?.cookies ?? [])].map(([key, value]) => ({ name: key, value, url: site.origin }));
  await visit.context.addCookies(cookies);
  if (!fields) return look.open(name, site.origin + path, { status, glance });
  if (!visit.page.url().startsWith(site.origin)) await visit.page.goto(`${site.origin}/privacy`);
  return look.send(name, { to: path, fields }, { status, glance });
};

/** Every pair of eyes works until nothing is left; what was found is told at the end, all of it. */
const byAllEyes = async (work: (one: Sight, found: (fault: unknown) => void) => Promise<void>) => {
  const faults: unknown[] = [];
  await Promise.all(eyes.map((one) => work(one, (fault) => faults.push(fault))));
  assert.equal(faults.length, 0, faults.map(String).join('\n\n'));
};

const inspectAll = async (states: readonly State[]) => {
  const waiting = [...states];
  await byAllEyes(async (one, found) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await inspect(one, next).catch(found);
  });
};

/** So many pages of a kind are looked at closely: what differs between them is words. */
const CLOSELY = 2;

/** Follows every link from here, each address once; of a kind, no more than so many. */
const follow = async (start: string, by?: State['by'], most = Number.POSITIVE_INFINITY) => {
  const known = new Set([start]);
  const waiting = [start];
  const kinds = new Map<string, number>();
  const routes = [...watch.routes].filter((route) => route.startsWith('GET '));
  let busy = 0;
  const visitPage = async (one: Sight, path: string) => {
    const kind = routes.find((route) => belongsTo(route, path)) ?? path;
    const before = kinds.get(kind) ?? 0;
    if (before >= most) return;
    kinds.set(kind, before + 1);
    const { links } = await inspect(one, { name: path, path, ...(by ? { by } : {}) }, before >= CLOSELY);
    for (const link of links.filter((each) => !known.has(each))) {
      known.add(link);
      if (await isPage(link, by)) waiting.push(link);
    }
  };
  await byAllEyes(async (one, found) => {
    while (waiting.length > 0 || busy > 0) {
      const path = waiting.shift();
      if (path === undefined) await sleep(20);
      else {
        busy++;
        await visitPage(one, path).catch(found);
        busy--;
      }
    }
  });
};

/** Files that a link leads to are fetched, and answer. */
const isPage = async (path: string, by: State['by']) => {
  const route = routeOf(watch.routes, path);
  if (route && watch.pages.has(route)) return true;
  const answer = await (by ?? site.visitor()).get(path);
  const isHtml = String(answer.headers['content-type']).startsWith('text/html');
  if (!isHtml && answer.statusCode !== 303) assert.equal(answer.statusCode, 200, path);
  return isHtml;
};

test('the public site, from link to link', async () => {
  await follow('/');
  for (const path of ['/sitemap.xml', '/robots.txt', '/favicon.svg', '/healthz', '/readyz'])
    assert.equal((await site.visitor().get(path)).statusCode, 200, path);
  const map = (await site.visitor().get('/sitemap.xml')).body;
  const paths = new Set(seen.map(({ path }) => path));
  for (const [, address = ''] of map.matchAll(/<loc>([^<]+)<\/loc>/g))
    assert.ok(paths.has(new URL(address).pathname), `${address} is reached by links`);
});

/** One after the other: each state builds on what the one before left. */
const inspectInTurn = async (states: readonly State[]) => {
  for (const state of states) await inspectAll([state]);
};

const owner = await ownerOf(site);

/** The desk has a page for each chair and each order: of a kind, a dozen say it. */
test('the desk, from link to link', () => follow('/desk', owner, 12));

test('what the desk says when asked for odd things', () => inspectAll(deskStates(owner)));

test('groups that are written and published', async () =>
  inspectAll(await groupStates(owner, shop.roomy.offering)));

test('the practice: its colors, words and facilitators', async () =>
  inspectInTurn(await practiceStates(owner)));

test('coupons, the sponsors’ fund and tax', async () => {
  for (const states of savingsStates(owner, shop)) await inspectInTurn(await states());
});

test('workbooks, from the desk to the download', async () => {
  for (const states of thingStates(shop, owner)) await inspectInTurn(await states());
});

test('what needs a hand today', async () => {
  await site.runJobs();
  await inspectInTurn(await todayStates({ owner, sql: database.owner }));
});

test('invoices', async () => inspectInTurn(await invoiceStates({ site, owner, sql: database.owner })));

test('the refund rule', () => inspectInTurn(refundRuleStates(owner)));

test('refunds and disputes', async () => inspectInTurn(await refundStates(shop, owner)));

test('applying, waiting, and what the desk does with both', async () => {
  await inspectAll(await askingStates(shop, { practiceId, owner }));
  await site.runJobs();
  await inspectAll(await lastAskingStates(shop, owner));
});

test('offers of a chair at the desk', async () =>
  inspectInTurn(await deskOfferStates(shop, { practiceId, owner })));

test('cart, checkout, orders and chairs', async () => {
  await inspectAll(await shopStates(shop));
});

test('every way a kept chair can stand', async () => {
  await inspectAll(await offerStates(shop, practiceId));
});

test('chairs that are given back', async () => {
  await inspectInTurn(await withdrawalStates(shop, owner));
});

test('groups below their minimum, on the day to decide', async () => {
  await inspectInTurn(await decisionStates(shop, { desk: owner, practiceId }));
});

test('every way a payment can stand', async () => {
  await inspectAll(await paymentStates(shop));
});

test('colors that a reader forces, and no motion', async () => {
  const visit = await browser.visit({ width: 390 });
  const { page } = visit;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  for (const path of ['/', '/groups', '/groups/circle-0', '/cart', '/contact', '/crisis']) {
    await page.goto(site.origin + path);
    // Chromium tells scripts the colors of the page, not the forced ones, so that contrast cannot be judged here.
    const barriers = (await axe(page)).filter(({ rule }) => rule !== 'color-contrast');
    assert.deepEqual(barriers, [], path);
    assert.equal(await overflow(page), 0, path);
    if (process.env['NINEFOLD_SHOTS'])
      await page.screenshot({
        path: `${process.env['NINEFOLD_SHOTS']}/forced${path.replaceAll('/', '-')}.png`,
      });
  }
  await visit.close();
});

test('forms, signing in, and what is said when something is wrong', async () => {
  await inspectAll(await siteStates(site, '/groups/circle-0'));
});

test('doors that close for a while', async () => {
  await inspectAll(await closedDoors(site, '/groups/circle-0'));
});

test('what is said when a page breaks, and when the records are away', async () => {
  const { owner } = database;
  await owner`revoke select on shop.agreements from ninefold_app`;
  await inspectAll([{ name: 'page that broke', path: '/agreement', status: 500 }]);
  await owner`grant select on shop.agreements to ninefold_app`;
  const [row] = await owner`select current_database() as name`;
  await owner.unsafe(`alter database "${row?.['name']}" connection limit 0`);
  await owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'ninefold_app'`;
  await inspectAll([{ name: 'records away', path: '/cart', status: 503 }]);
  await owner.unsafe(`alter database "${row?.['name']}" connection limit -1`);
  await inspectAll([{ name: 'records back', path: '/cart' }]);
});

/** What lies behind a secret is one page in many states. */
const kindOf = (path: string) => {
  const route = [...watch.pages].find((one) => belongsTo(one, path)) ?? path;
  return route.includes(':secret') ? route.replace(/:secret.*/, '') : path;
};

test('where PayPal and the books disagree', async () =>
  inspectInTurn(await breakStates({ site, practiceId, owner })));

test('who signed out stands before a closed desk', async () => {
  await owner.post('/sign-out');
  assert.equal((await owner.get('/desk')).statusCode, 404);
});

test('every page has a title of its own', () => {
  const kinds = Map.groupBy(
    seen.filter(({ status }) => status === 200),
    ({ title }) => title,
  );
  const shared = [...kinds].flatMap(([title, pages]) => {
    const paths = new Set(pages.map(({ path }) => kindOf(path)));
    return paths.size > 1 ? [`${title}: ${[...paths].join(', ')}`] : [];
  });
  assert.deepEqual(shared, []);
});

test('nothing was left out: every route was asked, and every page was looked at', () => {
  const looked = seen.map(({ path }) => path);
  assert.ok(watch.routes.size > 50, `${watch.routes.size} routes are known`);
  assert.deepEqual(leftOut(watch, looked), []);
});

test('a route that nobody visited would be found, and so would a page that nobody looked at', () => {
  const routes = new Set([...watch.routes, 'GET /planted', 'GET /planted/:page']);
  const asked = new Set([...watch.asked, 'GET /planted/:page']);
  const pages = new Set([...watch.pages, 'GET /planted/:page']);
  const looked = seen.map(({ path }) => path);
  assert.deepEqual(leftOut({ routes, asked, pages }, looked), ['GET /planted', 'GET /planted/:page']);
});
