export type { SignedIn } from './signed-in.ts';
