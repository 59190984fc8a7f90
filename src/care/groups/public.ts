export { keepGroup, type NewGroup, openGroup } from './actions.ts';
