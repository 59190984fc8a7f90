export { type Enrolled, enrolFromSeat, rosterFor, type SeatToEnrol, type Viewing } from './actions.ts';
export type { EnrolmentState } from './states.ts';
export type { RosterRow } from './store.ts';
