import type { ScheduleEntry } from '../../platform/jobs.ts';
import { type InvoiceDeps, writeOwed } from './actions.ts';

/** Rounds of one night: a practice that begins to write invoices late has a backlog. */
const MOST_ROUNDS = 1_000;

/** Invoices and counter-invoices are written as soon as they are owed; a nightly look over everything finds the rest. */
export const invoiceSchedule = (deps: InvoiceDeps): readonly ScheduleEntry[] => [
  { name: 'invoices-owed', every: { seconds: 60 }, run: async () => void (await writeOwed(deps)) },
  {
    name: 'invoices-owed-of-all-time',
    every: { cron: '11 3 * * *' },
    run: async () => {
      for (let round = 0; round < MOST_ROUNDS && (await writeOwed(deps, true)) > 0; round++);
    },
  },
];
