// What script adds to a page, under the site's own content security policy.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { urls } from '../../src/urls.ts';
import { testApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { openWorld } from '../world.ts';

const database = await testDatabase();
await openWorld(database.db);
const { app } = await testApp(database);
await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.server.closeAllConnections());
const origin = `http://localhost:${(app.server.address() as AddressInfo).port}`;
const browser = await openBrowser();

/** Puts <tag ...attributes><child></child></tag> into main, the way a page would have carried it. */
const put = (
  page: Page,
  tag: string,
  attributes: Record<string, string>,
  child: [string, Record<string, string>, string],
) =>
  page.evaluate(
    ([outer, outerAttributes, [inner, innerAttributes, words]]) => {
      const make = (name: string, values: Record<string, string>) => {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
        return element;
      };
      const inside = make(inner, innerAttributes);
      inside.textContent = words;
      const outside = make(outer, outerAttributes);
      outside.append(inside);
      document.querySelector('main')?.append(outside);
    },
    [tag, attributes, child] as const,
  );

const shownTime = async (zone: string): Promise<string> => {
  const visit = await browser.visit({ zone });
  await visit.page.goto(origin + urls.about());
  await put(visit.page, 'local-time', { 'data-zone': 'America/Los_Angeles' }, [
    'time',
    { datetime: '2026-10-09T01:30:00Z' },
    'Thursdays, 6:30 pm',
  ]);
  const words = await visit.page.locator('local-time').textContent();
  visit.assertNoProblems();
  await visit.close();
  return words ?? '';
};

test('a visitor in another zone sees the own time beside the practice’s', async () => {
  assert.equal(await shownTime('America/New_York'), 'Thursdays, 6:30 pm (Thursday 9:30 pm where you are)');
  assert.equal(await shownTime('Europe/Berlin'), 'Thursdays, 6:30 pm (Friday 3:30 am where you are)');
});

test('a visitor whose clock agrees sees nothing added', async () => {
  assert.equal(await shownTime('America/Vancouver'), 'Thursdays, 6:30 pm');
});

test('a waiting page loads again when the state has changed, and not before', async () => {
  const visit = await browser.visit();
  const answers = [
    { status: 500, body: 'broken' },
    { status: 200, body: 'half a {' },
    { status: 200, body: '{"state":"pending"}' },
    { status: 200, body: '{"state":"paid"}' },
  ];
  let asked = 0;
  await visit.page.route('**/the-state', (route) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    return route.fulfill({ contentType: 'application/json', ...answer });
  });
  await visit.page.goto(origin + urls.about());
  await put(visit.page, 'confirming-payment', { 'data-state': '/the-state', 'data-now': 'pending' }, [
    'p',
    {},
    'We are asking PayPal.',
  ]);
  await visit.page.waitForEvent('load');
  assert.equal(asked, answers.length);
  assert.equal(await visit.page.locator('confirming-payment').count(), 0, 'the page is a fresh one');
  await visit.close();
});

const timesSent = (page: Page, name: string): Promise<number> =>
  page.getByRole('button', { name }).evaluate((button: HTMLButtonElement) => {
    let sent = 0;
    document.addEventListener('submit', (event) => {
      if (!event.defaultPrevented) sent += 1;
      event.preventDefault();
    });
    for (let press = 0; press < 3; press++) button.click();
    return sent;
  });

test('a form with data-once goes out once, however often its button is pressed; any other each time', async () => {
  const visit = await browser.visit();
  await visit.page.goto(origin + urls.about());
  await put(visit.page, 'form', { 'data-once': '', method: 'post' }, ['button', {}, 'Pay']);
  assert.equal(await timesSent(visit.page, 'Pay'), 1);
  await visit.page.goto(origin + urls.about());
  await put(visit.page, 'form', { method: 'post' }, ['button', {}, 'Search']);
  assert.equal(await timesSent(visit.page, 'Search'), 3);
  await visit.close();
});

test('a form that is seen again by way of Back can be sent again', async () => {
  const visit = await browser.visit();
  await visit.page.goto(origin + urls.about());
  await put(visit.page, 'form', { 'data-once': '', method: 'post', 'aria-busy': 'true' }, [
    'button',
    {},
    'Pay',
  ]);
  await visit.page.evaluate(() => dispatchEvent(new Event('pageshow')));
  assert.equal(await timesSent(visit.page, 'Pay'), 1);
  await visit.close();
});

test('a button to print shows itself and prints', async () => {
  const visit = await browser.visit();
  await visit.page.goto(origin + urls.about());
  await visit.page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
  });
  await put(visit.page, 'print-button', { hidden: '' }, ['button', { type: 'button' }, 'Print this page']);
  await visit.page.getByRole('button', { name: 'Print this page' }).click();
  assert.equal(await visit.page.locator('html').getAttribute('data-printed'), 'yes');
  await visit.close();
});
