export { hasOrderFrom } from './store.ts';
