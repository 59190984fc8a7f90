export { knownPerson, personFor, staffPerson } from './actions.ts';
export { isAtDesk, plainAddress, type Role } from './people.ts';
