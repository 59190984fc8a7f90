import type { Db } from '../../platform/db.ts';
import type { ScheduleEntry } from '../../platform/jobs.ts';
import { forgetOldCheckouts } from './actions.ts';

/** Once a night. */
export const checkoutSchedule = ({ db }: { db: Db }): ScheduleEntry[] => [
  {
    name: 'forget-old-checkouts',
    every: { cron: '27 4 * * *' },
    run: async () => void (await forgetOldCheckouts(db)),
  },
];
