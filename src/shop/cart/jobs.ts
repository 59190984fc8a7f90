import type { Db } from '../../platform/db.ts';
import type { ScheduleEntry } from '../../platform/jobs.ts';
import { forgetOldCarts } from './actions.ts';

/** Once a night. */
export const cartSchedule = ({ db }: { db: Db }): ScheduleEntry[] => [
  {
    name: 'forget-old-carts',
    every: { cron: '17 4 * * *' },
    run: async () => void (await forgetOldCarts(db)),
  },
];
