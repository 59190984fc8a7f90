import { type PracticeId, parseId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { JobData, JobDefinition } from '../../platform/jobs.ts';
import { type LetterDeps, LINKS_ASKED, sendLinks } from './actions.ts';

/** Background work of orders. */
export const orderJobs = (deps: LetterDeps): JobDefinition[] => [
  { name: LINKS_ASKED, run: (data) => sendLinks(deps, asked(data)) },
];

const asked = (data: JobData): { practiceId: PracticeId; email: string } => {
  const practiceId = parseId<'practice'>(String(data['practiceId']));
  invariant(practiceId, 'a job names its practice');
  return { practiceId, email: String(data['email']) };
};
