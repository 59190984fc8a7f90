export { readingWords } from './pages.ts';
export { lastReading, type Reading } from './store.ts';
