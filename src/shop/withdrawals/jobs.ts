import type { ScheduleEntry } from '../../platform/jobs.ts';
import { askForOwed, type WithdrawalDeps } from './actions.ts';

export const withdrawalSchedule = (deps: WithdrawalDeps): readonly ScheduleEntry[] => [
  { name: 'withdrawals-owed', every: { seconds: 300 }, run: () => askForOwed(deps) },
];
