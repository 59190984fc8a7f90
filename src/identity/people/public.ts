export {
  correctPerson,
  knownPerson,
  leaveRole,
  namesFor,
  peopleAmong,
  personAt,
  personFor,
  staffPerson,
} from './actions.ts';
export { isAtDesk, plainAddress, type Role } from './people.ts';
export { peopleById } from './store.ts';
