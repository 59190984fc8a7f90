export type { TransferDeps } from './actions.ts';
