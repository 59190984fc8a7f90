// The whole site on a port of its own, with the local PayPal that sends it webhooks: what a browser can visit.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { type LocalPayPal, startPayPal } from '../../sandbox/paypal.ts';
import type { Parts } from '../../src/parts.ts';
import { createPayPalDisputes } from '../../src/shop/disputes/public.ts';
import { createPayPal } from '../../src/shop/payments/public.ts';
import { createPayPalReports } from '../../src/shop/reconciliation/public.ts';
import { type TestApp, testApp } from './app.ts';
import type { TestDatabase } from './database.ts';

export type ListeningSite = TestApp & { readonly origin: string; readonly local: LocalPayPal };

export type ListeningSiteOptions = {
  /** Replaces parts, after the local PayPal is among them. */
  readonly change?: (parts: Parts) => Parts;
  /** Opens the practice, before anybody may come. */
  readonly open?: (site: TestApp) => Promise<unknown>;
};

/** Call after testDatabase(); everything ends after the file's last test. */
export const listeningSite = async (
  database: TestDatabase,
  { change = (parts) => parts, open }: ListeningSiteOptions = {},
): Promise<ListeningSite> => {
  const local = await startPayPal();
  after(() => local.close());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const site = await testApp(database, {
    change: (parts) =>
      change(withLocalPayPal(local, { ...parts, platform: { ...parts.platform, publicUrl: origin } })),
  });
  await open?.(site);
  await site.app.listen({ port, host: '127.0.0.1' });
  after(() => site.app.server.closeAllConnections());
  local.useWebhook(`http://127.0.0.1:${port}/webhooks/paypal`);
  return { ...site, origin, local };
};

/** The same parts, with this PayPal among them. */
export const withLocalPayPal = (local: LocalPayPal, parts: Parts): Parts => {
  const { clientId, clientSecret, webhookId, merchantId, origin: apiBase, caPem: webhookCa } = local;
  const config = { env: 'emulator', clientId, clientSecret, webhookId, apiBase, webhookCa } as const;
  const [disputes, reports] = [createPayPalDisputes(config), createPayPalReports(config)];
  return { ...parts, merchantId, paypal: createPayPal(config), disputes, reports, localPayPal: apiBase };
};

/** Links are made before the site listens, so its port is found first. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
