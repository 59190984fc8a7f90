export { personFor, staffPerson } from './actions.ts';
export { plainAddress, type Role } from './people.ts';
export { peopleByIds } from './store.ts';
