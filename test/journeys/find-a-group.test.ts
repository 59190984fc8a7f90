// A visitor looks for a group: filters, search, a group's page, a question; with and without JavaScript.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { EXAMPLE_MEMBERS } from '../../example/groups.ts';
import { seedCatalogue } from '../../example/seed-catalogue.ts';
import { Temporal } from '../../src/kernel/time.ts';
import { urls } from '../../src/urls.ts';
import { testApp } from '../support/app.ts';
import { axe, openBrowser, overflow } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { openWorld } from '../world.ts';

const AFTER_A_LOSS = 't2qmgh4b';
const STEADIER = 'pwt2dpx2';
const COOLER_HEADS = 'xbwdzvxj';
const ENTRE_NOSOTROS = 'j5bscrvg';

const database = await testDatabase();
const { practiceId } = await openWorld(database.db);
await database.db.begin((tx) => seedCatalogue(tx, practiceId, Temporal.Now.plainDateISO()));
for (const [id, members] of EXAMPLE_MEMBERS)
  await database.owner`update shop.offerings set confirmed = ${members} where id = ${id}`;
const { app, mailbox, runJobs } = await testApp(database);
await app.listen({ port: 0, host: '127.0.0.1' });
const origin = `http://localhost:${(app.server.address() as AddressInfo).port}`;
const browser = await openBrowser();
after(() => app.server.closeAllConnections());

const PAGES = {
  groups: urls.groups(),
  narrowed: urls.groups({ for: ['grief', 'people'], part: 'evening', how: 'in-person' }),
  nothing: urls.groups({ for: 'sleep', day: '1', how: 'in-person', max: '0' }),
  group: urls.group(AFTER_A_LOSS),
  full: urls.group(STEADIER),
  begun: urls.group(COOLER_HEADS),
  spanish: urls.group(ENTRE_NOSOTROS),
  question: urls.groupQuestion(AFTER_A_LOSS),
  facilitators: urls.facilitators(),
  facilitator: urls.facilitator('tomas-reyes'),
};

for (const width of [390, 1280])
  for (const scheme of ['light', 'dark'] as const)
    test(`the catalogue keeps nobody out at ${width} pixels, ${scheme}`, async () => {
      const visit = await browser.visit({ width, scheme });
      for (const [name, path] of Object.entries(PAGES)) {
        const answer = await visit.page.goto(origin + path);
        assert.equal(answer?.status(), 200, path);
        if (process.env['SHOTS'])
          await visit.page.screenshot({
            path: `${process.env['SHOTS']}/${name}-${width}-${scheme}.png`,
            fullPage: true,
          });
        assert.deepEqual(await axe(visit.page), [], path);
        assert.equal(await overflow(visit.page), 0, path);
      }
      visit.assertNoProblems();
      await visit.close();
    });

for (const javaScript of [true, false])
  test(`somebody finds an evening group for grief and sees what a chair costs, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const visit = await browser.visit({ javaScript });
    const { page } = visit;
    await page.goto(origin + urls.groups());
    await page.getByLabel('A death or loss').check();
    await page.getByLabel('Evening').check();
    await page.getByRole('button', { name: 'Show groups' }).click();
    await page.getByRole('status').getByText('1 group fits').waitFor();
    await page.getByRole('link', { name: 'After a loss' }).click();
    await page.getByRole('heading', { level: 1, name: 'After a loss' }).waitFor();
    assert.ok(await page.getByRole('radio', { name: /Even/ }).isChecked());
    assert.ok(await page.getByText('$180 for 4 meetings').isVisible());
    assert.ok(await page.getByRole('button', { name: 'Add to cart' }).isVisible());
    if (!javaScript) {
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await page.getByRole('main').getByText('After a loss').first().waitFor();
      assert.equal(new URL(page.url()).pathname, urls.cart());
    }
    visit.assertNoProblems();
    await visit.close();
  });

test('a chosen filter goes away at a press, and the form keeps the others', async () => {
  const visit = await browser.visit({ javaScript: false });
  const { page } = visit;
  await page.goto(origin + PAGES.narrowed);
  await page.getByRole('link', { name: /Evening\s*, remove/ }).click();
  assert.ok(await page.getByLabel('A death or loss').isChecked());
  assert.equal(await page.getByLabel('Evening').isChecked(), false);
  await visit.close();
});

test('a question reaches the practice and says nothing in its subject; what was typed survives a mistake', async () => {
  const visit = await browser.visit({ javaScript: false });
  const { page } = visit;
  await page.goto(origin + PAGES.question);
  await page.getByLabel('What may we call you?').fill('Amara');
  await page.getByLabel('Your e-mail address').fill('amara@mail.example');
  await page.getByRole('button', { name: 'Send question' }).click();
  await page.getByRole('link', { name: 'Please write your question.' }).waitFor();
  assert.equal(await page.getByLabel('What may we call you?').inputValue(), 'Amara');
  await page.getByLabel('Your question').fill('May my dog come along?');
  await page.getByRole('button', { name: 'Send question' }).click();
  await page.getByRole('heading', { name: 'Your question is on its way' }).waitFor();
  await runJobs();
  const letter = mailbox.at(-1)?.mail;
  assert.equal(letter?.to, 'hello@rowan.example');
  assert.match(letter?.text ?? '', /After a loss[\s\S]*May my dog come along\?/);
  assert.doesNotMatch(letter?.subject ?? '', /After a loss|group|therapy|Amara/i);
  await visit.close();
});

test('everything on the page of groups can be reached and seen by the keyboard', async () => {
  const visit = await browser.visit();
  const { page } = visit;
  await page.goto(origin + urls.groups());
  const reached = new Set<string>();
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    reached.add(
      await page.evaluate(
        () => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent ?? '',
      ),
    );
  }
  for (const name of ['words', 'for', 'day', 'part', 'how', 'max', 'Show groups', 'After a loss'])
    assert.ok(
      [...reached].some((text) => text.trim() === name),
      `${name} is reached by Tab`,
    );
  await visit.close();
});
