export type { Fault } from './check-instance.ts';
export { type ComposeBudget, compose, type Gaps, type Proposal } from './compose.ts';
export { readInstance } from './forms.ts';
export { diversityOf, groupDiversely } from './mdgp.ts';
export { readMdgp } from './mdgp-text.ts';
export { gateInWords, waitingInWords } from './words.ts';
