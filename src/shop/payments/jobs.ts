import type { ScheduleEntry } from '../../platform/jobs.ts';
import type { PaymentDeps } from './attempt-actions.ts';
import { reconcile } from './reconcile-actions.ts';

/** The guarantee that no order is lost, webhooks or not. */
export const paymentSchedule = (deps: PaymentDeps): readonly ScheduleEntry[] => [
  {
    name: 'payments-reconcile',
    every: { seconds: 10 },
    run: async () => {
      await reconcile(deps);
    },
  },
];
