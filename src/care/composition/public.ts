export type { Fault } from './check-instance.ts';
export { type ComposeBudget, compose, type Gaps, type Proposal } from './compose.ts';
export { readInstance } from './forms.ts';
export { diversityOf, groupDiversely, readMdgp } from './mdgp.ts';
export { gateInWords, waitingInWords } from './words.ts';
