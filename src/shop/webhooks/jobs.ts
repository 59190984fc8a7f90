import type { PracticeId } from '../../kernel/id.ts';
import type { JobDefinition, ScheduleEntry } from '../../platform/jobs.ts';
import type { DisputeDeps } from '../disputes/public.ts';
import { actOn, forgetOldBodies, PAYPAL_EVENT, sweepEvents } from './actions.ts';

/** An event that came is acted on at once. */
export const webhookJobs = (deps: DisputeDeps): readonly JobDefinition[] => [
  {
    name: PAYPAL_EVENT,
    retryLimit: 5,
    retryDelaySeconds: 10,
    run: (data) => actOn(deps, String(data['practiceId']) as PracticeId, String(data['eventId'])),
  },
];

export const webhookSchedule = (deps: DisputeDeps): readonly ScheduleEntry[] => [
  { name: 'paypal-events-left', every: { seconds: 30 }, run: () => sweepEvents(deps) },
  {
    name: 'forget-old-event-bodies',
    every: { cron: '37 4 * * *' },
    run: async () => void (await forgetOldBodies(deps)),
  },
];
