export { aboutPage, firstSessionPage } from './pages.ts';
