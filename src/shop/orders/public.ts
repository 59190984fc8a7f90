export { type LetterDeps, sendConfirmation } from './actions.ts';
