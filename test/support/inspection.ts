// Looks at a page the way it may be met: on a phone and at a desk, by day and by evening; and at its markup.
import assert from 'node:assert/strict';
import { axe, overflow, type Visit } from './browser.ts';
import { htmlProblems } from './valid-html.ts';

/** One way of looking: a width in CSS pixels and a colour scheme. */
type Look = { readonly width: number; readonly scheme: 'light' | 'dark' };

/**
 * Every width in every scheme. Between the first two everything differs; the others only put it together anew. Further
 * states of a page that was seen in all four are seen in the first or the second, in turn, and measured at both widths.
 */
const LOOKS: readonly Look[] = [
  { width: 390, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 390, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
];

/** So many states of a page are seen in all four looks. */
const IN_FULL = 2;

/** Addresses that differ in a secret, a number or an id alone are of one page. */
const kindOf = (path: string): string =>
  path.replace(/\/(?=[\w-]*\d)[\w-]{1,60}(?=\/|$)|\/[\w-]{22,}(?=\/|$)/g, '/*');

export type Inspected = {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly status: number;
  /** Addresses on this site that the page leads to, without query and fragment. */
  readonly links: readonly string[];
};

/** NINEFOLD_SHOTS=folder keeps a picture of each look. */
const SHOTS = process.env['NINEFOLD_SHOTS'];

export type Inspector = {
  /** Opens this address and looks at what comes. */
  open(name: string, address: string, expected?: Expected): Promise<Inspected>;
  /** Sends a form from the page that is open, as its own button would, and looks at what comes. */
  send(
    name: string,
    form: { readonly to: string; readonly fields: Fields },
    expected?: Expected,
  ): Promise<Inspected>;
};

type Fields = Readonly<Record<string, string>>;
type Expected = {
  readonly status?: number;
  /** For one more page of a kind that was looked at before: its markup, and whether its words fit a phone. */
  readonly glance?: boolean;
};

/** Looks with this visit's cookies; every answer is kept in `seen`. */
export const inspector = (visit: Visit, seen: Inspected[]): Inspector => {
  const { page } = visit;
  let last: { status: number; body: Promise<string> } = { status: 0, body: Promise.resolve('') };
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && ![301, 302, 303].includes(response.status()))
      last = { status: response.status(), body: response.text().catch(() => '') };
  });
  const look = async (name: string, { status = 200, glance = false }: Expected): Promise<Inspected> => {
    assert.equal(last.status, status, `${name} answers ${page.url()}`);
    assert.deepEqual(await htmlProblems(await last.body), [], `${name} is valid HTML`);
    const kind = kindOf(new URL(page.url()).pathname);
    const before = seen.filter((one) => kindOf(one.path) === kind).length;
    const isFurther = before >= IN_FULL;
    const looks = isFurther ? LOOKS.slice(before % 2, (before % 2) + 1) : LOOKS;
    if (glance || isFurther) await fits(visit, name, glance ? [390] : [390, 1280]);
    if (!glance)
      for (const [index, one] of looks.entries()) await lookAt(visit, name, { ...one, colors: index > 1 });
    assert.equal(await page.locator('h1').count(), 1, `${name} has one main heading`);
    const inspected = {
      name,
      path: new URL(page.url()).pathname,
      title: await page.title(),
      status,
      links: await linksOf(visit),
    };
    assert.deepEqual(visit.problems(), [], name);
    seen.push(inspected);
    return inspected;
  };
  return {
    open: async (name, address, expected = {}) => {
      await page.goto(address);
      return look(name, expected);
    },
    send: async (name, { to, fields }, expected = {}) => {
      await Promise.all([page.waitForEvent('load'), page.evaluate(sendForm, { to, fields })]);
      return look(name, expected);
    },
  };
};

const fits = async ({ page }: Visit, name: string, widths: readonly number[]): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    assert.equal(await overflow(page), 0, `${name} is wider than ${width} pixels`);
  }
};

type Closely = Look & { readonly colors: boolean };

const lookAt = async ({ page }: Visit, name: string, { width, scheme, colors }: Closely): Promise<void> => {
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
  await page.emulateMedia({ colorScheme: scheme });
  // From the top: whatever has scrolled half under the strip would count as too small a target.
  await page.evaluate(() => window.scrollTo(0, 0));
  if (SHOTS)
    await page.screenshot({
      path: `${SHOTS}/${name.replace(/\W+/g, '-')}-${width}-${scheme}.png`,
      fullPage: true,
    });
  assert.equal(await overflow(page), 0, `${name} is wider than ${width} pixels`);
  assert.deepEqual(await axe(page, { colors }), [], `${name} at ${width} pixels, ${scheme}`);
};

/** Runs in the page. */
const sendForm = ({ to, fields }: { to: string; fields: Fields }) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = to;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
};

const linksOf = ({ page }: Visit): Promise<string[]> =>
  page.evaluate(() => [
    ...new Set(
      [...document.links].filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname),
    ),
  ]);
