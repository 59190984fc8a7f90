export { homePage } from './pages.ts';
