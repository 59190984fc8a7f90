export { takeOffered } from './offered-actions.ts';
