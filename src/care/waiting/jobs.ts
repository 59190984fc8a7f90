import type { Db } from '../../platform/db.ts';
import type { ScheduleEntry } from '../../platform/jobs.ts';
import { forgetOldEntries } from './desk-actions.ts';

export const waitingSchedule = ({ db }: { readonly db: Db }): readonly ScheduleEntry[] => [
  { name: 'forget-old-waiting', every: { cron: '47 3 * * *' }, run: () => forgetOldEntries(db) },
];
