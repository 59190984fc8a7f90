// The local PayPal as a process of its own: npm run has no need of it, tests and other programs may.
// node sandbox/paypal-alone.ts [port] [data file] [webhook address]
import { startPayPal } from './paypal.ts';

const [port = '9010', dataFile, webhookUrl] = process.argv.slice(2);

const paypal = await startPayPal({ port: Number(port), ...(dataFile ? { dataFile } : {}) });
if (webhookUrl) paypal.useWebhook(webhookUrl);
console.log(`Local PayPal, no real money: ${paypal.origin}`);
