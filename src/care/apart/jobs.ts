import { parseId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db } from '../../platform/db.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { urls } from '../../urls.ts';
import { tellFacilitators } from '../applications/public.ts';
import { APART_STATED } from './actions.ts';

type Deps = { readonly db: Db; readonly outbox: Outbox; readonly publicUrl: string };

export const apartJobs = (deps: Deps): readonly JobDefinition[] => [
  {
    name: APART_STATED,
    run: async ({ practiceId: practice, groupId, ruleId }) => {
      const practiceId = parseId<'practice'>(String(practice));
      invariant(practiceId, 'a statement names its practice');
      await tellFacilitators(deps, {
        ...{ practiceId, groupId: String(groupId), about: `apart-stated:${ruleId}` },
        path: urls.deskApart(String(groupId)),
      });
    },
  },
];
