// Our site in a process of its own.
import { optionsOfProgram, serveParent } from './program.ts';
import { openSite, type SiteOptions } from './site.ts';

const site = await openSite(optionsOfProgram<SiteOptions>());
serveParent(site.port, site.stop);
