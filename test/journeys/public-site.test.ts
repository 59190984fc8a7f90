// What a visitor meets on the pages of words: with and without JavaScript, on a phone and a desk, by day and by evening.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { seedCatalogue } from '../../example/seed-catalogue.ts';
import { FACTORS } from '../../src/factors/factor.ts';
import { Temporal } from '../../src/kernel/time.ts';
import { urls } from '../../src/urls.ts';
import { testApp } from '../support/app.ts';
import { axe, openBrowser, overflow } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { openWorld } from '../world.ts';

const database = await testDatabase();
const { practiceId } = await openWorld(database.db);
await database.db.begin((tx) => seedCatalogue(tx, practiceId, Temporal.Now.plainDateISO()));
const { app } = await testApp(database);
await app.listen({ port: 0, host: '127.0.0.1' });
const origin = `http://localhost:${(app.server.address() as AddressInfo).port}`;
const browser = await openBrowser();
after(() => app.server.closeAllConnections());

const PAGES = [
  urls.home(),
  urls.benefits(),
  urls.benefit('insight'),
  urls.about(),
  urls.firstSession(),
  urls.contact(),
  urls.crisis(),
  urls.privacy(),
  urls.terms(),
  urls.agreement(),
  urls.accessibility(),
];

for (const width of [390, 1280])
  for (const scheme of ['light', 'dark'] as const)
    test(`pages of words keep nobody out at ${width} pixels, ${scheme}`, async () => {
      const visit = await browser.visit({ width, scheme });
      for (const path of PAGES) {
        await visit.page.goto(origin + path);
        assert.deepEqual(await axe(visit.page), [], path);
        assert.equal(await overflow(visit.page), 0, path);
      }
      visit.assertNoProblems();
      await visit.close();
    });

test('a first visit to home weighs at most 130 KB with fonts, and at most 15 KB of it is script', async () => {
  const visit = await browser.visit();
  const weights = new Map<string, number>();
  const session = await visit.context.newCDPSession(visit.page);
  await session.send('Network.enable');
  const addresses = new Map<string, string>();
  session.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    weights.set(addresses.get(requestId) ?? requestId, encodedDataLength),
  );
  await visit.page.goto(origin, { waitUntil: 'networkidle' });
  const sum = (pattern: RegExp) =>
    [...weights].filter(([address]) => pattern.test(address)).reduce((all, [, bytes]) => all + bytes, 0);
  assert.ok(sum(/woff2/) > 60_000, 'the fonts were counted');
  assert.ok(sum(/./) <= 130_000, `${sum(/./)} bytes in all`);
  assert.ok(sum(/\.js$/) <= 15_000, `${sum(/\.js$/)} bytes of script`);
  await visit.close();
});

test('by keyboard: first the way past the header, then help, then the way out', async () => {
  const visit = await browser.visit();
  await visit.page.goto(origin);
  const names: (string | null)[] = [];
  for (let press = 0; press < 4; press++) {
    await visit.page.keyboard.press('Tab');
    names.push(await visit.page.evaluate(() => document.activeElement?.textContent?.trim() ?? null));
  }
  assert.deepEqual(names.slice(0, 3), ['Skip to the page', 'Call or text 988', 'Leave this site']);
  await visit.page.goto(origin);
  await visit.page.keyboard.press('Tab');
  await visit.page.keyboard.press('Enter');
  assert.equal(await visit.page.evaluate(() => document.activeElement?.id), 'main');
  await visit.close();
});

for (const javaScript of [true, false])
  test(`the nine seats of the circle lead to their benefits, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const visit = await browser.visit({ javaScript, width: 390 });
    await visit.page.goto(origin + urls.benefits());
    assert.equal(await visit.page.locator('svg.circle a').count(), FACTORS.length);
    await visit.page.getByRole('link', { name: 'Universality' }).first().click();
    await visit.page.waitForURL(`**${urls.benefit('universality')}`);
    assert.equal(await visit.page.getByRole('heading', { level: 1 }).textContent(), 'Universality');
    visit.assertNoProblems();
    await visit.close();
  });

test('on a phone the menu opens without JavaScript', async () => {
  const visit = await browser.visit({ javaScript: false, width: 390 });
  await visit.page.goto(origin);
  assert.equal(await visit.page.getByRole('link', { name: 'What groups do' }).isVisible(), false);
  await visit.page.getByRole('button', { name: 'Menu' }).click();
  await visit.page.getByRole('link', { name: 'What groups do' }).click();
  await visit.page.waitForURL(`**${urls.benefits()}`);
  await visit.close();
});

for (const javaScript of [true, false])
  test(`colors are chosen in the footer and kept, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const visit = await browser.visit({ javaScript });
    await visit.page.goto(origin + urls.privacy());
    const paper = () => visit.page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    const day = javaScript ? await paper() : '';
    await visit.page.getByRole('button', { name: 'Evening' }).click();
    assert.equal(new URL(visit.page.url()).pathname, urls.privacy());
    assert.equal(await visit.page.locator('html').getAttribute('data-theme'), 'dark');
    if (javaScript) assert.notEqual(await paper(), day);
    await visit.close();
  });

for (const javaScript of [true, false])
  test(`a message is written, mended and sent, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    await database.shiftClock('0 seconds');
    const visit = await browser.visit({ javaScript, width: 390 });
    await visit.page.goto(origin + urls.contact());
    await visit.page.getByLabel('Your message').fill('Is there a chair on Thursdays?');
    await visit.page.getByRole('button', { name: 'Send' }).click();
    const summary = visit.page.getByRole('alert');
    assert.match(String(await summary.textContent()), /Please tell us what to call you/);
    assert.equal(await visit.page.getByLabel('Your message').inputValue(), 'Is there a chair on Thursdays?');
    await summary.getByRole('link', { name: /what to call you/ }).click();
    await visit.page.keyboard.type('Colette');
    await visit.page.getByLabel('Your e-mail address').fill('colette@mail.example');
    await database.shiftClock('30 seconds');
    await visit.page.getByRole('button', { name: 'Send' }).click();
    await visit.page.waitForURL(`**${urls.contactSent()}`);
    assert.equal(
      await visit.page.getByRole('heading', { level: 1 }).textContent(),
      'Your message is with us',
    );
    visit.assertNoProblems();
    await visit.close();
  });

test('the cart opens over the page, closes with Escape, and gives the focus back', async () => {
  const visit = await browser.visit();
  await visit.page.goto(origin + urls.about());
  await visit.page.getByRole('link', { name: 'Cart' }).click();
  const drawer = visit.page.getByRole('dialog', { name: 'Your cart' });
  await drawer.waitFor();
  assert.equal(new URL(visit.page.url()).pathname, urls.about());
  assert.match(String(await drawer.textContent()), /Your Cart is Empty/);
  assert.deepEqual(await axe(visit.page), []);
  assert.ok(
    await drawer.getByRole('link', { name: 'Leave this site' }).isVisible(),
    'the way out is not covered',
  );
  await visit.page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  assert.equal(await visit.page.evaluate(() => document.activeElement?.className), 'cart');
  await visit.page.getByRole('link', { name: 'Cart' }).click();
  await drawer.getByText('Exit Shopping Cart').first().click();
  await drawer.waitFor({ state: 'detached' });
  assert.equal(new URL(visit.page.url()).pathname, urls.about());
  visit.assertNoProblems();
  await visit.close();
});

test('without JavaScript the cart is a page', async () => {
  const visit = await browser.visit({ javaScript: false });
  await visit.page.goto(origin + urls.about());
  await visit.page.getByRole('link', { name: 'Cart' }).click();
  await visit.page.waitForURL(`**${urls.cart()}**`);
  assert.match(String(await visit.page.getByRole('main').textContent()), /Your Cart is Empty/);
  await visit.close();
});

test('when the cart cannot be fetched, its link is followed', async () => {
  const visit = await browser.visit();
  await visit.page.goto(origin + urls.about());
  await visit.page.route(`**${urls.cart()}`, (route) =>
    route.request().resourceType() === 'document' ? route.continue() : route.abort(),
  );
  await visit.page.getByRole('link', { name: 'Cart' }).click();
  await visit.page.waitForURL(`**${urls.cart()}**`);
  await visit.close();
});

test('leaving takes the page out of the history, so that Back does not return to it', async () => {
  const visit = await browser.visit();
  await visit.page.route('https://www.weather.gov/', (route) =>
    route.fulfill({ body: '<title>Weather</title>', contentType: 'text/html' }),
  );
  await visit.page.goto('about:blank');
  await visit.page.goto(origin + urls.benefits());
  await visit.page.getByRole('link', { name: 'Leave this site' }).click();
  await visit.page.waitForURL('https://www.weather.gov/');
  await visit.page.goBack();
  assert.equal(visit.page.url(), 'about:blank');
  await visit.close();
});
