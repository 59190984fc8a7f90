import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import type { PracticeId } from '../src/kernel/id.ts';
import type { Parts } from '../src/parts.ts';
import { hasOrderFrom } from '../src/shop/desk-orders/public.ts';
import { urls } from '../src/urls.ts';
import type { ExampleBuyer } from './buyers.ts';
import { exampleOfferingId, exampleTierId } from './ids.ts';

/**
 * Plays the example's buyers through the site itself: the same forms, the same PayPal, so that orders, ledger,
 * letters and PayPal's own books agree. Who has an order already is left alone. Who cannot buy now is left for the
 * next start, as after a kill, when the first purchase is still on its way: an example never keeps the site from starting.
 */
export const buyAsExample = async (
  parts: Parts,
  practiceId: PracticeId,
  buyers: readonly ExampleBuyer[],
): Promise<void> => {
  const { db, log } = parts.platform;
  const missing: ExampleBuyer[] = [];
  for (const buyer of buyers) if (!(await hasOrderFrom(db.sql, practiceId, buyer.email))) missing.push(buyer);
  if (missing.length === 0) return;
  const app = await buildApp(parts);
  try {
    for (const buyer of missing) {
      const came = await buy(browserOf(app, parts.platform.publicUrl), buyer, parts.localPayPal);
      if (!came.startsWith('/orders/')) log.event('example-buyer-later', { practiceId });
    }
  } finally {
    await app.close();
  }
};

type Fields = Readonly<Record<string, string>>;
type Answer = { readonly leadsTo: string; readonly body: string };

export type Browser = {
  get(path: string): Promise<Answer>;
  post(path: string, fields: Fields): Promise<Answer>;
};

/** A browser with its own cookies, on our own site, without a network. */
export const browserOf = (app: FastifyInstance, origin: string): Browser => {
  const cookies = new Map<string, string>();
  const send = async (url: string, sent: { method: 'GET' | 'POST'; type?: string; payload?: string }) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { method, type, payload } = sent;
    const headers = {
      ...{ host: new URL(origin).host, origin },
      ...(cookie && { cookie }),
      ...(type && { 'content-type': type }),
    };
    const response = await app.inject({ method, url, headers, ...(payload && { payload }) });
    for (const { name, value } of response.cookies) cookies.set(name, value);
    return { leadsTo: response.headers.location ?? '', body: response.body };
  };
  return {
    get: (path) => send(path, { method: 'GET' }),
    post: (path, fields) =>
      send(path, {
        method: 'POST',
        type: 'application/x-www-form-urlencoded',
        payload: new URLSearchParams(fields).toString(),
      }),
  };
};

/** Fills in the form of a step as a person does: reads its page, ticks every box, types the rest, sends it. */
const fillIn = async (browser: Browser, path: string, typed: Fields): Promise<Answer> => {
  const { body } = await browser.get(path);
  const inputs = [...body.matchAll(/<input\b[^>]*>/g)].map(([input]) => ({
    type: /\btype="(\w+)"/.exec(input)?.[1],
    name: /\bname="([\w-]+)"/.exec(input)?.[1],
    value: /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '',
  }));
  const given = inputs.flatMap(({ type, name, value }) =>
    name && (type === 'hidden' || type === 'checkbox') ? [[name, value]] : [],
  );
  return browser.post(path, { ...Object.fromEntries(given), ...typed });
};

/** From the group's page to the order; gives the path where the buyer ends. */
const buy = async (browser: Browser, buyer: ExampleBuyer, payPal: string | undefined): Promise<string> => {
  const comes = buyer.attendee ?? buyer;
  await browser.post(urls.cartLines(), {
    offering: exampleOfferingId(buyer.group),
    tier: exampleTierId(buyer.group, buyer.tier),
  });
  await browser.post(urls.checkout(), {});
  await fillIn(browser, urls.checkoutYou(), {
    attendee_name: comes.name,
    attendee_email: comes.email,
    payer: buyer.attendee ? 'other' : 'same',
    payer_name: buyer.name,
    payer_email: buyer.email,
  });
  await fillIn(browser, urls.checkoutAgreement(), { agreed_name: buyer.name });
  const next = (await browser.post(urls.checkoutPay(), {})).leadsTo;
  if (!payPal || !next.startsWith(payPal)) return pathOf(next);
  const { leadsTo: payment } = await browser.get(await approve(next));
  return payment ? pathOf((await browser.get(pathOf(payment))).leadsTo) : '';
};

/** What a press on "Pay" does on the local PayPal's page; gives the path of our return address. */
const approve = async (address: string): Promise<string> => {
  const { origin, searchParams } = new URL(address);
  const answer = await fetch(`${origin}/checkoutnow`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ token: searchParams.get('token') ?? '', decision: 'pays' }),
    signal: AbortSignal.timeout(10_000),
  });
  return pathOf(answer.headers.get('location') ?? '');
};

const pathOf = (address: string): string => {
  if (!URL.canParse(address)) return address;
  const { pathname, search } = new URL(address);
  return pathname + search;
};
