// What a first visit to a page costs on the wire: a browser says what it asks for, and each of it is fetched once more
// as brotli and counted with its headers.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/support/chromium.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';
import { forgetData, realStart } from './real-start.ts';
import { fetchOnce } from './wire.ts';

const MOST_KILOBYTES = 130;
const MOST_SCRIPT_KILOBYTES = 15;
const BROTLI = { 'Accept-Encoding': 'br' };

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

/** Paths of all that a browser with nothing kept asks for, until the page is at rest. */
const askedFor = async (origin: string, path: string): Promise<string[]> => {
  const { program, env } = findChromium();
  const browser = await chromium.launch({
    executablePath: program,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const asked = new Set<string>();
    page.on('request', (request) => void asked.add(request.url()));
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    return [...asked].filter((url) => url.startsWith(origin)).map((url) => url.slice(origin.length));
  } finally {
    await browser.close();
  }
};

const figuresOf = async (port: number, name: string, path: string): Promise<Figure[]> => {
  const sizes = new Map<string, number>();
  for (const asked of await askedFor(`http://127.0.0.1:${port}`, path)) {
    const answer = await fetchOnce(port, asked, BROTLI);
    if (answer.status !== 200) throw new Error(`${asked} was answered with ${answer.status}`);
    sizes.set(asked, answer.bytes);
  }
  const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const script = [...sizes].reduce((sum, [asked, bytes]) => sum + (asked.endsWith('.js') ? bytes : 0), 0);
  const parts = [...sizes].map(
    ([asked, bytes]) => `${asked.replace(/\.\w{12}(?=\.\w+$)/, '')} ${kilobytes(bytes)}`,
  );
  return [
    {
      name: `First visit to ${name}`,
      ours: kilobytes(all),
      reach: `at most ${MOST_KILOBYTES} KB`,
      met: all <= MOST_KILOBYTES * 1000,
      note: parts.join(', '),
    },
    {
      name: `Script on ${name}`,
      ours: kilobytes(script),
      reach: `at most ${MOST_SCRIPT_KILOBYTES} KB`,
      met: script <= MOST_SCRIPT_KILOBYTES * 1000,
    },
  ];
};

export const firstVisitBench = async ({ ground }: Bench): Promise<Figure[]> => {
  const folder = join(ground.folder, 'visited');
  mkdirSync(folder);
  const running = await realStart(folder);
  try {
    const groups = (await fetchOnce(running.port, '/groups')).body.toString();
    const group = /href="(\/groups\/[\w-]+)"/.exec(groups)?.[1];
    if (!group) throw new Error('The example shows no group');
    return [
      ...(await figuresOf(running.port, 'home', '/')),
      ...(await figuresOf(running.port, "a group's page", group)),
    ];
  } finally {
    await running.stop();
    await forgetData(folder);
  }
};
