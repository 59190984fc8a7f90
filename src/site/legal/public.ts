export { accessibilityPage, privacyPage, termsPage } from './pages.ts';
