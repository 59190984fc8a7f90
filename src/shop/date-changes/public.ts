export {
  type Consequences,
  consequencesOf,
  followOrder,
  keepConsequences,
} from './actions.ts';
export {
  type Change,
  counted,
  type HeldMeeting,
  heldNow,
  isAsBought,
  peopleIn,
} from './meeting-changes.ts';
export {
  changesToTell,
  type GroupKey,
  latestOf,
  markTold,
  printedAround,
  type Recipient,
  recipients,
} from './store.ts';
