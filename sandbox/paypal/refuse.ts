import type { Answer, Flaw } from './answer.ts';
import { type Issue, statusOf } from './issues.ts';

/** A refusal with one issue; its status follows from the issue. */
export const refuse = (issue: Issue, at: Omit<Flaw, 'issue'> = {}): Answer => refuseAll([{ issue, ...at }]);

/** A refusal with several issues; the first decides the status. */
export const refuseAll = (flaws: readonly Flaw[]): Answer => ({
  kind: 'refused',
  status: flaws[0] ? statusOf(flaws[0].issue) : 400,
  flaws,
});

/** The id in the address names nothing. */
export const notFound = (field: string): Answer => refuse('INVALID_RESOURCE_ID', { field, location: 'path' });
