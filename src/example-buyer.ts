import type { FastifyInstance } from 'fastify';
import type { ExampleBuyer } from '../example/buyers.ts';
import { exampleOfferingId, exampleTierId } from '../example/ids.ts';
import { buildApp } from './app.ts';
import type { PracticeId } from './kernel/id.ts';
import type { Parts } from './parts.ts';
import { hasOrderFrom } from './shop/desk-orders/public.ts';
import { urls } from './urls.ts';

/**
 * Plays the example's buyers through the site itself: the same forms, the same PayPal, so that orders, ledger,
 * letters and PayPal's own books agree. Who has an order already is left alone. One who fails is logged and
 * tried again at the next start: an example must not keep the site from starting.
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
      if (!came.startsWith('/orders/')) log.event('example-order-missing', { practiceId });
    }
  } finally {
    await app.close();
  }
};

type Browser = {
  /** Posts a form (or gets, without one) and says where the answer leads. */
  go(path: string, form?: Readonly<Record<string, string>>): Promise<string>;
};

/** A browser with its own cookies, on our own site, without a network. */
const browserOf = (app: FastifyInstance, origin: string): Browser => {
  const cookies = new Map<string, string>();
  return {
    go: async (path, form) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await app.inject({
        method: form ? 'POST' : 'GET',
        url: path,
        headers: {
          host: new URL(origin).host,
          origin,
          ...(cookie && { cookie }),
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(form && { payload: new URLSearchParams(form).toString() }),
      });
      for (const { name, value } of response.cookies) cookies.set(name, value);
      return response.headers.location ?? '';
    },
  };
};

/** From the group's page to the order; gives the path where the buyer ends. */
const buy = async (browser: Browser, buyer: ExampleBuyer, payPal: string | undefined): Promise<string> => {
  const comes = buyer.attendee ?? buyer;
  await browser.go(urls.cartLines(), {
    offering: exampleOfferingId(buyer.group),
    tier: exampleTierId(buyer.group, buyer.tier),
  });
  await browser.go(urls.checkout(), {});
  await browser.go(urls.checkoutYou(), {
    attendee_name: comes.name,
    attendee_email: comes.email,
    payer: buyer.attendee ? 'other' : 'same',
    payer_name: buyer.name,
    payer_email: buyer.email,
    ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`attest_${index}`, 'yes'])),
  });
  await browser.go(urls.checkoutAgreement(), { agreed_name: buyer.name, agree: 'yes' });
  const next = await browser.go(urls.checkoutPay(), {});
  if (!payPal || !next.startsWith(payPal)) return pathOf(next);
  const payment = await browser.go(await approve(next));
  return pathOf(payment && (await browser.go(pathOf(payment))));
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
