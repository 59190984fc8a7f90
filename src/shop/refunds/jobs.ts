import type { ScheduleEntry } from '../../platform/jobs.ts';
import type { PaymentDeps } from '../payments/public.ts';
import { executeRefunds } from './actions.ts';

export const refundSchedule = (deps: PaymentDeps): readonly ScheduleEntry[] => [
  {
    name: 'refunds',
    every: { seconds: 20 },
    run: async () => {
      await executeRefunds(deps);
    },
  },
];
