import type { ScheduleEntry } from '../../platform/jobs.ts';
import type { WithdrawalDeps } from '../withdrawals/public.ts';
import { giveAllBack } from './give-back-actions.ts';

export const decisionSchedule = (deps: WithdrawalDeps): readonly ScheduleEntry[] => [
  { name: 'groups-not-held', every: { seconds: 60 }, run: () => giveAllBack(deps) },
];
