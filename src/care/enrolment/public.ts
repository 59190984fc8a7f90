export {
  type Enrolled,
  endEnrolmentOfSeat,
  enrolFromSeat,
  rosterFor,
  type SeatToEnrol,
  seatOfActive,
  type Viewing,
} from './actions.ts';
export type { EnrolmentState } from './states.ts';
export type { RosterRow } from './store.ts';
