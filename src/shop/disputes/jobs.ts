import type { ScheduleEntry } from '../../platform/jobs.ts';
import { type DisputeDeps, sweepDisputes } from './actions.ts';

/** Disputes whose news was lost. */
export const disputeSchedule = (deps: DisputeDeps): readonly ScheduleEntry[] => [
  { name: 'disputes', every: { cron: '23 * * * *' }, run: async () => void (await sweepDisputes(deps)) },
];
