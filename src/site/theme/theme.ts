/** Day, evening, or as the device. */
type Theme = 'auto' | 'light' | 'dark';

/** The cookie that keeps the choice of colors. */
export const THEME_COOKIE = 'theme';

/** Reads a choice of colors; whatever is unknown means "as the device". */
export const themeFrom = (text: string | undefined): Theme =>
  text === 'light' || text === 'dark' ? text : 'auto';

/** A path of this site to go back to; the home page when it is anything else, such as another host. */
export const pathBack = (text: string | undefined): string =>
  text !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text) ? text : '/';
