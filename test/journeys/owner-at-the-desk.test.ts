// The owner asks for a link, comes in, and looks at groups and orders: with and without script, on a phone and at a desk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openExamplePractice } from '../../src/example.ts';
import { axe, openBrowser, overflow, type VisitOptions } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { EXAMPLE_OWNER } from '../support/example-site.ts';
import { listeningSite } from '../support/listening-site.ts';
import { htmlProblems } from '../support/valid-html.ts';

const database = await testDatabase();
const { origin, mailbox, runJobs } = await listeningSite(database, {
  open: ({ parts }) => openExamplePractice(parts),
});
await runJobs();
const browser = await openBrowser();

/** Every page is seen: nothing keeps people out, nothing hangs over the edge, and it is valid HTML. */
const look = async (page: Page, scripted: boolean) => {
  assert.equal(await overflow(page), 0, `${page.url()} is wider than the window`);
  if (scripted) assert.deepEqual(await axe(page), [], `${page.url()} has barriers`);
  const source = await (await page.context().request.get(page.url())).text();
  if (!scripted) assert.deepEqual(await htmlProblems(source), [], `${page.url()} is no valid HTML`);
};

const VISITS: readonly (VisitOptions & { readonly name: string })[] = [
  { name: 'at a desk, with script', width: 1280 },
  { name: 'on a phone, without script, in the dark', width: 390, javaScript: false, scheme: 'dark' },
];

for (const { name, ...options } of VISITS)
  test(`the owner signs in by a letter and reads an order's story, ${name}`, async () => {
    const visit = await browser.visit(options);
    const { page } = visit;
    const scripted = options.javaScript !== false;
    await page.goto(`${origin}/sign-in`);
    await look(page, scripted);
    await page.getByLabel('Your e-mail address').fill(EXAMPLE_OWNER);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByRole('heading', { name: 'Please look at your mail' }).waitFor();
    await runJobs();
    const letter = mailbox.findLast((envelope) => envelope.mail.to === EXAMPLE_OWNER);
    const link = /http\S+\/sign-in\/[\w-]+/.exec(letter?.mail.text ?? '')?.[0];
    assert.ok(link);
    await page.goto(link);
    await look(page, scripted);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Groups to decide about' }).waitFor();
    await look(page, scripted);

    await page.goto(`${origin}/desk/groups`);
    await look(page, scripted);
    await page.getByRole('link', { name: 'After a loss' }).click();
    await page.getByRole('heading', { name: 'Who comes' }).waitFor();
    assert.equal(await page.getByRole('row').count(), 6, 'five people and the head of the table');
    await look(page, scripted);

    await page.goto(`${origin}/desk/orders`);
    await page.getByLabel('Number, name, e-mail or PayPal id').fill('harriet');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/q=harriet/);
    await look(page, scripted);
    await page.getByRole('link', { name: /^\d+$/ }).click();
    await page.getByRole('heading', { name: 'The whole story' }).waitFor();
    await look(page, scripted);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${origin}/`);
    assert.equal((await page.goto(`${origin}/desk`))?.status(), 404);
    visit.assertNoProblems();
    await visit.close();
  });
