// The whole site on a test database with the local PayPal beside it, and the example practice open.
import { after } from 'node:test';
import { startPayPal } from '../../sandbox/paypal.ts';
import { openExamplePractice } from '../../src/example.ts';
import { practices } from '../../src/identity/practice/public.ts';
import type { PracticeId } from '../../src/kernel/id.ts';
import type { Parts } from '../../src/parts.ts';
import { type TestApp, testApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import { withLocalPayPal } from './listening-site.ts';

export type ExampleSite = TestApp & { readonly practiceId: PracticeId };

/** Opens the example practice as a first start does, and runs what it left to the jobs. */
export const exampleSite = async (
  database: TestDatabase,
  change: (parts: Parts) => Parts = (parts) => parts,
): Promise<ExampleSite> => {
  const local = await startPayPal();
  after(() => local.close());
  const site = await testApp(database, { change: (parts) => change(withLocalPayPal(local, parts)) });
  await openExamplePractice(site.parts);
  const [practice] = await practices(database.db);
  if (!practice) throw new Error('The example practice is open');
  return { ...site, practiceId: practice.id };
};

/** The example's owner. */
export const EXAMPLE_OWNER = 'ada@rowanstreet.example';
