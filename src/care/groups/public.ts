export { type NewGroup, openGroup } from './actions.ts';
