import { join } from 'node:path';
import type { AssetSources } from './platform/http/assets.ts';

const here = import.meta.dirname;

/** Where scripts, styles, fonts and drawings come from. */
export const sources: AssetSources = {
  script: join(here, '../browser/site.ts'),
  styles: join(here, 'ui/styles/site.css'),
  folders: [join(here, 'ui/fonts'), join(here, 'ui/drawings')],
};
