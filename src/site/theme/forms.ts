import { z } from 'zod';
import { pathBack, themeFrom } from './theme.ts';

const ThemeForm = z
  .object({
    theme: z.string().max(10).optional().catch(undefined),
    back: z.string().max(2000).optional().catch(undefined),
  })
  .catch({});

export const readTheme = (body: unknown) => {
  const { theme, back } = ThemeForm.parse(body);
  return { theme: themeFrom(theme), back: pathBack(back) };
};
