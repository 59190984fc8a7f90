// A form filled in wrongly, in a browser: what was typed stays, and each message stands beside its field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import { belongsTo, type Route } from './route-watch.ts';

export type WrongForm = {
  /** Where the form is; and for whom. */
  readonly path: () => Promise<{ readonly path: string; readonly cookies?: ReadonlyMap<string, string> }>;
  readonly button: string | RegExp;
  /** What has to be unfolded first. */
  readonly unfold?: string;
  /** Label and what is typed there; `right` fields have no message, `wrong` ones have. */
  readonly right: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  /** Boxes that are ticked, and stay so. */
  readonly ticked?: readonly string[];
};

const fill = async (page: Page, { right, wrong, ticked = [], unfold }: WrongForm) => {
  if (unfold !== undefined) await page.getByText(unfold, { exact: true }).click();
  for (const [label, words] of Object.entries({ ...right, ...wrong }))
    await page.getByLabel(label, { exact: true }).fill(words);
  for (const label of ticked) await page.getByLabel(label).check();
};

/** The words that describe a field, as a screen reader reads them. */
const described = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).evaluate((input) =>
    (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id))
      .filter((one) => one?.classList.contains('error'))
      .map((one) => one?.textContent?.trim())
      .join(' '),
  );

/** One test for each form and each kind of browser, with script and without. */
export const testWrongForms = (
  browser: TestBrowser,
  origin: string,
  forms: Readonly<Record<Route, WrongForm>>,
): void => {
  for (const [route, form] of Object.entries(forms))
    for (const javaScript of [true, false])
      test(`${route} keeps what was typed and says what is wrong beside it, ${javaScript ? 'with' : 'without'} script`, async () => {
        const visit = await browser.visit({ javaScript, width: javaScript ? 1280 : 390 });
        const { page } = visit;
        const { path, cookies = new Map<string, string>() } = await form.path();
        await visit.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: origin })));
        await page.goto(origin + path);
        await fill(page, form);
        const answers = page.waitForResponse((answer) => answer.request().method() === 'POST');
        await page
          .getByRole('main')
          .getByRole('button', { name: form.button, exact: typeof form.button === 'string' })
          .click();
        const answer = await answers;
        assert.equal(answer.status(), 422);
        assert.ok(belongsTo(route, new URL(answer.url()).pathname));
        await page.getByRole('alert').getByText('Nothing you wrote is lost.').waitFor();
        for (const [label, words] of Object.entries({ ...form.right, ...form.wrong }))
          assert.equal(await page.getByLabel(label, { exact: true }).inputValue(), words, label);
        for (const label of form.ticked ?? []) assert.ok(await page.getByLabel(label).isChecked(), label);
        for (const label of Object.keys(form.wrong)) {
          const message = await described(page, label);
          assert.ok(message.length > 10, `${label} has a message`);
          assert.equal(await page.getByLabel(label, { exact: true }).getAttribute('aria-invalid'), 'true');
          assert.ok(await page.getByRole('alert').getByRole('link', { name: message }).isVisible());
        }
        for (const label of Object.keys(form.right)) assert.equal(await described(page, label), '', label);
        visit.assertNoProblems();
        await visit.close();
      });
};
