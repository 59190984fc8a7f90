import type { ScheduleEntry } from '../../platform/jobs.ts';
import { type ReconcileDeps, reconcileAll } from './actions.ts';

/** Once a day per practice; asked hourly, so that a night without PayPal is made up for in the morning. */
export const reconciliationSchedule = (deps: ReconcileDeps): readonly ScheduleEntry[] => [
  { name: 'reconciliation', every: { cron: '41 * * * *' }, run: async () => void (await reconcileAll(deps)) },
];
