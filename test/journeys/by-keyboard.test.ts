// The whole purchase without a mouse: every control is reached by Tab in turn, and its focus can be seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { openSale } from '../support/sale.ts';

const database = await testDatabase();
await openSale(database.db, [{}]);
const { origin } = await listeningSite(database);
const browser = await openBrowser();

const MOST_TABS = 90;

/** What has the focus: its words or its label, and whether it shows. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return { words: '', shows: true };
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
    const words = labels.map((label) => label.textContent).join(' ') || element.textContent || '';
    const ring = (one: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    const rows = [element, element.closest('label'), element.parentElement].filter((one) => one !== null);
    return { words: words.replace(/\s+/g, ' ').trim(), shows: element === document.body || rows.some(ring) };
  });

/** Presses Tab until this has the focus. */
const tabTo = async (page: Page, words: string | RegExp): Promise<void> => {
  for (let press = 0; press < MOST_TABS; press++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    assert.ok(now.shows, `the focus on “${now.words}” can be seen`);
    if (typeof words === 'string' ? now.words === words : words.test(now.words)) return;
  }
  assert.fail(`${String(words)} is not reached by Tab on ${page.url()}`);
};

const press = async (page: Page, words: string | RegExp, key = 'Enter') => {
  await tabTo(page, words);
  await page.keyboard.press(key);
};

const type = async (page: Page, label: string, words: string) => {
  await tabTo(page, label);
  await page.keyboard.type(words);
};

for (const width of [390, 1280])
  test(`a chair is found, signed for and paid with the keys alone at ${width} pixels`, async () => {
    const visit = await browser.visit({ width });
    const { page } = visit;
    await page.goto(`${origin}/groups`);
    await press(page, 'After a loss');
    await page.waitForURL(/\/groups\/circle-0/);
    await press(page, 'Add to cart');
    await page.waitForURL(/\/cart/);
    await press(page, 'Go on to “About you”');
    await page.waitForURL(/\/checkout\/you/);
    await type(page, 'Name', 'Emil Sandberg');
    await type(page, 'E-mail', `emil.${width}@mail.example`);
    await press(page, /^I am 18 or older/, 'Space');
    await press(page, /^I am in Oregon/, 'Space');
    await press(page, 'Go on to “Agreement”');
    await page.waitForURL(/\/checkout\/agreement/);
    await type(page, 'Your name, as your signature', 'Emil Sandberg');
    await press(page, /^I have read this/, 'Space');
    await press(page, 'Go on to “Pay”');
    await page.waitForURL(/\/checkout\/pay/);
    await press(page, 'Pay with PayPal');
    await page.waitForURL(/\/checkoutnow/);
    await press(page, 'Approve');
    await page.getByRole('heading', { level: 1, name: 'Celebrate' }).waitFor();
    visit.assertNoProblems();
    await visit.close();
  });
