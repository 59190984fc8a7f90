// A practice on a site with the local PayPal, and the eyes to read what it sold: pages, letters, invoices, tables.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { startPayPal } from '../../sandbox/paypal.ts';
import { createPayPal, invariants } from '../../src/shop/payments/public.ts';
import { testApp, type Visitor } from './app.ts';
import type { TestDatabase } from './database.ts';
import { ownerIn } from './owner.ts';
import { ABOUT_AMARA, type GroupWish, goToPay, openSale } from './sale.ts';

/** Words of a page without its markup, each run of space one space. */
export const words = (body: string): string =>
  body
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** The rows of a CSV file, each by the names of its head. */
export const csvRows = (body: string): Record<string, string>[] => {
  const [head = '', ...lines] = body
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
};

export const cents = (text = ''): number => Math.round(Number(text) * 100);

/** The parts of an order's price in the saved table sum to its total. */
export const sumsUp = (row: Record<string, string>): void =>
  assert.equal(
    cents(row['Full price']) -
      cents(row['Saved in a bundle']) -
      cents(row['Saved by code']) -
      cents(row['Paid by the sponsors’ fund']) +
      cents(row['Tax on top']),
    cents(row['Total']),
  );

export const orderNumber = (page: string): string =>
  /Order (\d+)/.exec(page)?.[1] ?? assert.fail('the order has a number');

const localSite = async (database: TestDatabase) => {
  const local = await startPayPal();
  after(() => local.close());
  const site = await testApp(database, {
    change: (parts) => ({
      ...parts,
      merchantId: local.merchantId,
      localPayPal: local.origin,
      paypal: createPayPal({
        env: 'emulator',
        clientId: local.clientId,
        clientSecret: local.clientSecret,
        webhookId: local.webhookId,
        apiBase: local.origin,
        webhookCa: local.caPem,
      }),
    }),
  });
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  after(() => site.app.server.closeAllConnections());
  return { local, site };
};

/** The practice with a group for each wish, its owner at the desk, and PayPal on this machine. */
export const openTill = async (database: TestDatabase, wishes: readonly GroupWish[], region = 'US') => {
  const { db } = database;
  const { local, site } = await localSite(database);
  const { practiceId, groups } = await openSale(db, wishes, region);
  const desk = await ownerIn(site, db, practiceId);
  let people = 0;
  const about = (): typeof ABOUT_AMARA => ({
    ...ABOUT_AMARA,
    attendee_email: `payer-${++people}@mail.example`,
  });

  /** To PayPal's door: its name for the payment. */
  const toPayPal = async (visitor: Visitor, who = about()) => {
    await goToPay(visitor, who);
    const sent = await visitor.post('/checkout/pay');
    return new URL(String(sent.headers.location)).searchParams.get('token') ?? assert.fail('PayPal is asked');
  };
  const comeBack = async (visitor: Visitor, token: string, decision: 'pays' | 'cancel' | 'declined') => {
    const back = new URL(await local.decide(token, decision));
    return visitor.get(back.pathname + back.search);
  };
  /** From the cart through PayPal to the order page. */
  const pay = async (visitor: Visitor, who = about()) => {
    const returned = await comeBack(visitor, await toPayPal(visitor, who), 'pays');
    const outcome = await visitor.get(String(returned.headers.location));
    const order = String(outcome.headers.location).split('?')[0] ?? '';
    await site.runJobs();
    return { order, page: words((await visitor.get(order)).body), who };
  };
  return {
    ...{ db, local, site, practiceId, groups, desk, about, toPayPal, comeBack, pay },
    sound: async () => assert.deepEqual(await invariants(db.sql, practiceId), []),
    /** What PayPal was asked for last. */
    asked: () => {
      const orders = local
        .requests()
        .filter(({ method, path }) => method === 'POST' && path === '/v2/checkout/orders');
      return JSON.parse(orders.at(-1)?.body ?? assert.fail('PayPal was asked')).purchase_units[0];
    },
    letterTo: (address: string) =>
      [...site.mailbox].reverse().find(({ mail }) => mail.to === address)?.mail.text ??
      assert.fail(`a letter to ${address}`),
    csvRowOf: async (number: string) =>
      csvRows((await desk.get(`/desk/orders.csv?q=${number}`)).body).find((row) => row['Order'] === number) ??
      assert.fail(`order ${number} is in the table`),
    booksOf: async (number: string) =>
      csvRows((await desk.get('/desk/money/books.csv')).body).filter((row) => row['Order'] === number),
    /** The words of the invoice that the order's page leads to; its printed file is there as well. */
    invoiceOf: async (visitor: Visitor, order: string) => {
      const link = /\/orders\/[\w-]+\/invoices\/\d+/.exec((await visitor.get(order)).body)?.[0];
      const address = link ?? assert.fail('the order page leads to its invoice');
      const pdf = await visitor.get(`${address}/invoice.pdf`);
      assert.equal(pdf.statusCode, 200);
      assert.match(String(pdf.headers['content-type']), /application\/pdf/);
      return words((await visitor.get(address)).body);
    },
    storyOf: async (number: string) => {
      const list = await desk.get(`/desk/orders?q=${number}`);
      return /\/desk\/orders\/[0-9a-f-]{36}/.exec(list.body)?.[0] ?? assert.fail('the order is listed');
    },
  };
};
