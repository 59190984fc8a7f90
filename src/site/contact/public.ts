export { contactPage } from './pages.ts';
