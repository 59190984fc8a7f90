export { THEME_COOKIE, themeFrom } from './theme.ts';
