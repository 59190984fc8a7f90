// What comes by mail, read where the example practice's readers read it: in the local mailbox.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startMailbox } from '../../sandbox/mailbox/server.ts';
import { folderTransport } from '../../src/platform/mail/transport.ts';
import { axe, openBrowser } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { openSale } from '../support/sale.ts';
import { addressFor, pressed, shopping } from '../support/shopping.ts';

const folder = mkdtempSync(join(tmpdir(), `ninefold-test-${process.pid}-mail-`));
after(() => rmSync(folder, { recursive: true, force: true }));
const database = await testDatabase();
const { groups } = await openSale(database.db, [{}]);
const [circle] = groups;
const { origin, runJobs } = await listeningSite(database, {
  change: (parts) => ({ ...parts, mail: { ...parts.mail, transport: folderTransport(folder) } }),
});
const mailbox = await startMailbox({ folder, port: 0 });
after(() => mailbox.close());
const browser = await openBrowser();

const WAYS = [
  { words: 'with script', javaScript: true, width: 1280 },
  { words: 'without script', javaScript: false, width: 390 },
] as const;

/** Opens the newest letter to somebody in the mailbox. */
const readNewest = async (page: Page, to: string) => {
  await runJobs();
  await page.goto(`${mailbox.origin}/?still=yes`);
  await page
    .getByRole('listitem')
    .filter({ hasText: `to ${to}` })
    .first()
    .getByRole('link')
    .click();
};

/** Follows a link of the letter, which opens beside the mailbox. */
const followed = async (page: Page, words: string | RegExp): Promise<Page> => {
  const opens = page.context().waitForEvent('page');
  await page.frameLocator('iframe').getByRole('link', { name: words }).click();
  const opened = await opens;
  await opened.waitForLoadState();
  return opened;
};

for (const { words, ...options } of WAYS) {
  test(`the owner asks for a link, finds it in the mailbox, and is in; the link works once, ${words}`, async () => {
    const visit = await browser.visit(options);
    const { page } = visit;
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('Your e-mail address').fill('imani@rowan.example');
    await pressed(page, 'Send me a link');
    await page.getByRole('heading', { name: 'Please look at your mail' }).waitFor();
    await readNewest(page, 'imani@rowan.example');
    if (options.javaScript) assert.deepEqual(await axe(page), []);
    const door = await followed(page, 'Go to the sign-in page');
    const link = door.url();
    await pressed(door, 'Sign in');
    await door.waitForURL(`${origin}/desk`);
    const late = await door.goto(link);
    assert.equal(late?.status(), 410);
    await door.getByRole('heading', { name: 'This link has ended' }).waitFor();
    visit.assertNoProblems();
    await visit.close();
  });

  test(`the letter of an order has its number, its dates as a file, and the way to its page, ${words}`, async () => {
    const visit = await browser.visit(options);
    const { page } = visit;
    const name = `Colette ${options.width}`;
    const shop = shopping(page, origin);
    await shop.takes(circle ?? assert.fail());
    await shop.getsReady(name);
    await shop.goesToPayPal();
    await shop.decides('Approve');
    const order = page.url().replace(/\?.*/, '');
    const number =
      /Number (\d+)/.exec(await page.getByRole('main').innerText())?.[1] ?? assert.fail('a number');
    const waits = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Add to calendar' }).click();
    assert.equal((await waits).suggestedFilename(), 'appointment.ics');

    await readNewest(page, addressFor(name));
    await page.frameLocator('iframe').getByText(number).first().waitFor();
    assert.doesNotMatch(
      await page.getByRole('heading', { level: 1 }).innerText(),
      /After a loss|group|therapy/i,
    );
    const file = await page.context().request.get(await hrefOf(page, /\.ics$/));
    assert.match(await file.text(), /BEGIN:VEVENT[\s\S]*SUMMARY:Appointment/);
    const opened = await followed(page, /order/i);
    assert.equal(opened.url(), order);
    await opened.getByRole('heading', { level: 1, name: `Order ${number}` }).waitFor();

    await pressed(opened, 'Send me the letter again');
    await opened.getByText('The letter is on its way').waitFor();
    await readNewest(page, addressFor(name));
    await page.goto(`${mailbox.origin}/?still=yes`);
    assert.equal(
      await page
        .getByRole('listitem')
        .filter({ hasText: addressFor(name) })
        .count(),
      2,
    );
    visit.assertNoProblems();
    await visit.close();
  });
}

const hrefOf = async (page: Page, name: RegExp) =>
  new URL((await page.getByRole('link', { name }).getAttribute('href')) ?? '', mailbox.origin).href;

test('nobody opens an order by guessing, nor with the link of another thing', async () => {
  const visit = await browser.visit({ width: 390 });
  const { page } = visit;
  const shop = shopping(page, origin);
  await shop.takes(circle ?? assert.fail());
  await shop.getsReady('Devi Rao');
  await shop.goesToPayPal();
  const payment = new URL(page.url());
  await shop.decides('Approve');
  const secret = /\/orders\/([\w-]+)/.exec(page.url())?.[1] ?? assert.fail('an order');
  for (const path of [
    `/orders/${'A'.repeat(22)}`,
    `/payments/${secret}`,
    `/chair/${secret}`,
    `/orders/${payment.searchParams.get('token')}`,
  ])
    assert.equal((await page.goto(origin + path))?.status(), 404, path);
  await visit.close();
});
