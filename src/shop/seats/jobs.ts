import type { Db } from '../../platform/db.ts';
import type { ScheduleEntry } from '../../platform/jobs.ts';
import { expireHolds } from './expire-actions.ts';

export const seatSchedule = ({ db }: { readonly db: Db }): readonly ScheduleEntry[] => [
  {
    name: 'holds-ran-out',
    every: { seconds: 10 },
    run: async () => {
      await expireHolds(db);
    },
  },
];
