export { type LetterDeps, sendConfirmation } from './actions.ts';
export { tellOfDates, tellOrder } from './dates-actions.ts';
