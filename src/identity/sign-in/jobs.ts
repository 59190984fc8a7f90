import { type PracticeId, parseId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db } from '../../platform/db.ts';
import type { JobDefinition, ScheduleEntry } from '../../platform/jobs.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { forgetOldSignIns, SIGN_IN_ASKED, sendLink } from './actions.ts';

export const signInJobs = (deps: { db: Db; outbox: Outbox; publicUrl: string }): JobDefinition[] => [
  {
    name: SIGN_IN_ASKED,
    retryLimit: 3,
    retryDelaySeconds: 5,
    run: async (data) => {
      const practiceId: PracticeId | undefined = parseId(String(data['practiceId']));
      invariant(practiceId, `${SIGN_IN_ASKED} names its practice`);
      await sendLink(deps, practiceId, String(data['requestId']));
    },
  },
];

export const signInSchedule = (deps: { db: Db }): ScheduleEntry[] => [
  { name: 'forget-old-sign-ins', every: { cron: '17 3 * * *' }, run: () => forgetOldSignIns(deps.db) },
];
