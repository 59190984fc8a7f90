import { type PracticeId, parseId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db } from '../../platform/db.ts';
import type { JobDefinition, ScheduleEntry } from '../../platform/jobs.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { urls } from '../../urls.ts';
import { APPLICATION_SENT } from './actions.ts';
import { forgetOldApplications, tellFacilitators } from './tell-actions.ts';

type Deps = { readonly db: Db; readonly outbox: Outbox; readonly publicUrl: string };

export const applicationJobs = (deps: Deps): readonly JobDefinition[] => [
  {
    name: APPLICATION_SENT,
    run: async ({ practiceId: practice, groupId, applicationId }) => {
      const practiceId: PracticeId | undefined = parseId(String(practice));
      invariant(practiceId, 'an application names its practice');
      await tellFacilitators(deps, {
        ...{ practiceId, groupId: String(groupId), about: `application-arrived:${applicationId}` },
        path: urls.deskApplication(String(applicationId)),
      });
    },
  },
];

export const applicationSchedule = ({ db }: { readonly db: Db }): readonly ScheduleEntry[] => [
  { name: 'forget-old-applications', every: { cron: '41 3 * * *' }, run: () => forgetOldApplications(db) },
];
