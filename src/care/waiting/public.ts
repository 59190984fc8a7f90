export { peopleInLine, waitingNeeds } from './desk-actions.ts';
export type { GroupAtDoor, GroupFacts } from './entry.ts';
export {
  type Chosen,
  endPauses,
  enterAfterYes,
  groupsToLookAt,
  type IdleReason,
  leaveLine,
  lockLine,
  noteLook,
  noteOffered,
  pickNext,
  waitingIn,
  waitingPathOf,
} from './line-actions.ts';
export { asJob, type Elsewhere, type WaitingDeps } from './moving-actions.ts';
export { followExtension, followOffer, type OfferEnd, offersBelieved } from './offer-actions.ts';
