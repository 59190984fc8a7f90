export { openDownloads } from './actions.ts';
export { isOpen } from './store.ts';
