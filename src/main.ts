import { join } from 'node:path';
import { practices } from './identity/practice/public.ts';
import { ownerLink } from './identity/sign-in/public.ts';
import { complain, say } from './platform/console.ts';
import { type Env, type ExampleEnv, type OpenEnv, readEnv } from './platform/env.ts';
import { endOnFault, endOnSignal, reasonOf, takenPorts } from './platform/process.ts';
import { createPayPalDisputes } from './shop/disputes/public.ts';
import { createPayPal, type PayPalConfig } from './shop/payments/public.ts';
import { createPayPalReports } from './shop/reconciliation/public.ts';
import { type PayPalDoor, type Running, start } from './start.ts';
import { urls } from './urls.ts';

const main = async (): Promise<void> => {
  let env: Env | undefined;
  let taken: Awaited<ReturnType<typeof takenPorts>> = [];
  try {
    env = readEnv();
    taken = await takenPorts(env);
    const { parts, stop } = await (env.mode === 'open' ? runOpen(env) : runExample(env));
    endOnSignal({ log: parts.platform.log, stop });
    endOnFault({ log: parts.platform.log, stop });
  } catch (error) {
    complain(reasonOf(error, env, taken));
    process.exit(1);
  }
};

const speakTo = (config: PayPalConfig) => ({
  paypal: createPayPal(config),
  disputes: createPayPalDisputes(config),
  reports: createPayPalReports(config),
});

/** The real PayPal. Nothing of sandbox/ or example/ is loaded here. */
const runOpen = async (env: OpenEnv): Promise<Running> => {
  const openPayPal = async (): Promise<PayPalDoor> => ({
    ...speakTo(env.paypal),
    merchantId: env.paypal.merchantId,
    env: env.paypal.env,
    close: async () => undefined,
  });
  const running = await start(env, { openPayPal });
  say(`Ninefold serves ${env.publicUrl} from ${env.host}:${env.port}.`);
  const { db } = running.parts.platform;
  if ((await practices(db)).length === 0) say('There is no practice yet: `npm run open-practice` opens one.');
  return running;
};

/** Example data, a PayPal and a mailbox on this machine; nothing is real and nothing leaves it. */
const runExample = async (env: ExampleEnv): Promise<Running> => {
  const { openExamplePractice } = await import('./example.ts');
  const running = await start(env, { openPayPal: () => openLocalPayPal(env), prepare: openExamplePractice });
  try {
    const { startMailbox } = await import('../sandbox/mailbox/server.ts');
    const mailbox = await startMailbox({ folder: join(env.dataFolder, 'mailbox'), port: env.mailboxPort });
    await sayWhereThingsAre(running, mailbox.origin);
    const stop = async () => {
      await running.stop();
      await mailbox.close();
    };
    return { ...running, stop };
  } catch (error) {
    await running.stop();
    throw error;
  }
};

const openLocalPayPal = async (env: ExampleEnv): Promise<PayPalDoor> => {
  const { startPayPal } = await import('../sandbox/paypal.ts');
  const { clientId, clientSecret, merchantId, webhookId, origin, caPem, close, useWebhook } =
    await startPayPal({
      port: env.paypalPort,
      dataFile: join(env.dataFolder, 'paypal.jsonl'),
    });
  useWebhook(`http://127.0.0.1:${env.port}${urls.paypalWebhook()}`);
  const config = {
    env: 'emulator',
    clientId,
    clientSecret,
    webhookId,
    apiBase: origin,
    webhookCa: caPem,
  } as const;
  return { ...speakTo(config), merchantId, local: origin, close };
};

const sayWhereThingsAre = async ({ parts }: Running, mailbox: string): Promise<void> => {
  const { db, publicUrl } = parts.platform;
  const [practice] = await practices(db);
  const link = practice && (await ownerLink(db, practice.id));
  say(
    '',
    'Ninefold runs with an example practice. Nothing here is real, and only this machine can see it.',
    '',
    `  The site            ${publicUrl}/`,
    ...(link ? [`  The owner's way in  ${publicUrl}${link}`] : []),
    `  Local mailbox       ${mailbox}/`,
    `  Local PayPal        ${parts.localPayPal ?? ''}/`,
    '',
    'Ctrl+C closes it. What you did stays for the next start.',
    '',
  );
};

await main();
