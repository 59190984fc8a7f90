// A real browser for journeys: with and without JavaScript, narrow and wide, and with nothing but this machine to talk to.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

export type VisitOptions = {
  readonly javaScript?: boolean;
  /** CSS pixels: a phone is 390, a desk 1280. */
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** IANA zone of the visitor. */
  readonly zone?: string;
};

/** One person at one device: cookies of their own, and a list of everything that went wrong on the way. */
export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, CSP violations, faults, broken parts of a page and requests that would have left this machine. */
  problems(): readonly string[];
  /** Fails the test when there were any. */
  assertNoProblems(): void;
  close(): Promise<void>;
};

export type TestBrowser = {
  visit(options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
};

const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Call once at the top of a journey's file; it closes after the file's last test. */
export const openBrowser = async (): Promise<TestBrowser> => {
  const { program, env } = findChromium();
  const browser = await chromium.launch({
    executablePath: program,
    env: { ...process.env, ...env },
    args: ARGUMENTS,
  });
  after(() => browser.close());
  return { visit: (options = {}) => visit(browser, options), close: () => browser.close() };
};

const visit = async (browser: Browser, options: VisitOptions): Promise<Visit> => {
  const width = options.width ?? 1280;
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: options.scheme ?? 'light',
    timezoneId: options.zone ?? 'America/Los_Angeles',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const found: string[] = [];
  listen(context, found);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return {
    page,
    context,
    problems: () => [...found],
    assertNoProblems: () => assert.deepEqual(found, []),
    close: () => context.close(),
  };
};

const listen = (context: BrowserContext, found: string[]): void => {
  context.on('console', (message) => {
    // What the server answered is judged below: an error page itself is no problem, a missing part of a page is.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push(`console: ${message.text()}`);
  });
  context.on('weberror', (fault) => found.push(`fault: ${fault.error().message}`));
  context.on('request', (request) => {
    if (!isHere(request.url())) found.push(`third party: ${request.url()}`);
  });
  context.on('response', (response) => {
    const part = !response.request().isNavigationRequest();
    if (part && response.status() >= 400)
      found.push(`part of a page: ${response.status()} ${response.url()}`);
  });
};

const isHere = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return !/^(https?|wss?):$/.test(protocol) || hostname === 'localhost' || hostname === '127.0.0.1';
};

export type Barrier = { readonly rule: string; readonly help: string; readonly where: readonly string[] };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * What keeps people out of this page, by axe-core: WCAG 2.2 A and AA, and its good practice. Needs a visit with
 * JavaScript. `colors` asks only whether all of main can be seen: for a page seen before, in another colour scheme.
 */
export const axe = async (page: Page, { colors = false } = {}): Promise<Barrier[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const runOnly = colors ? { type: 'rule', values: COLOR_RULES } : { type: 'tag', values: RULES };
  return page.evaluate(
    async ({ runOnly, within }) => {
      type Result = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };
      type Axe = { run(within: string, options: object): Promise<{ violations: Result[] }> };
      const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(within, {
        runOnly,
        resultTypes: ['violations'],
      });
      return violations.map(({ id, help, nodes }) => ({
        rule: id,
        help,
        where: nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
      }));
    },
    { runOnly, within: colors ? 'main' : 'html' },
  );
};

/** CSS pixels by which the page is wider than its window; 0 is right. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
