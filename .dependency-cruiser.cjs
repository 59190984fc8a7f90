// Who may import whom. A slice is src/<area>/<slice>/; its shell files have fixed names, all else is pure core.
// scripts/check/walls.ts plants an offence against every rule and fails when one of them is not caught.
const AREA = 'site|shop|care|circle|identity|exchange';
const SLICE = `^src/(${AREA})/([^/]+)/`;
const TEST = '\\.test\\.ts$';
/** A shell file of two subjects becomes two: `start-actions.ts`. Many pages become a folder; letters are pages that travel. */
const shell = (...names) => `[/-](${names.join('|')})\\.ts$`;
const PAGES = `${shell('pages', 'letters?')}|/pages/[^/]+\\.ts$`;
const SHELL = `${shell('routes', 'forms', 'actions', 'store', 'gateway', 'jobs', 'public')}|${PAGES}|${TEST}`;
const BESIDE = '^(bin|sandbox|example|bench|test|scripts)/';
const EXAMPLE = '^src/example[a-z-]*\\.ts$';

/** Each area, and the areas it may know about. Anything absent is forbidden: money must not know illness. */
const KNOWS = {
  identity: [],
  shop: ['identity'],
  care: ['identity'],
  circle: ['identity', 'care'],
  site: ['identity', 'shop'],
  exchange: ['identity', 'care'],
};

const areaWalls = Object.entries(KNOWS).map(([area, known]) => ({
  name: `${area}-knows-only-${['itself', ...known].join('-')}`,
  severity: 'error',
  from: { path: `^src/${area}/`, pathNot: TEST },
  to: { path: `^src/(${AREA})/`, pathNot: `^src/(${[area, ...known].join('|')})/` },
}));

/** @type {(name: string, comment: string, from: object, to: object) => object} */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const slices = [
  never(
    'slices-meet-at-public',
    'another slice has one door',
    { path: SLICE, pathNot: TEST },
    { path: SLICE, pathNot: ['^src/$1/$2/', '/public\\.ts$'] },
  ),
  never(
    'root-meets-slices-at-the-door',
    'wiring sees doors, routes and jobs',
    { path: '^src/[^/]+\\.ts$', pathNot: TEST },
    { path: SLICE, pathNot: shell('public', 'jobs', 'routes') },
  ),
  never(
    'clinical-doors-are-for-clinicians',
    'notes, measures and composition are open to care and its export alone',
    { path: '^src/', pathNot: ['^src/(care|exchange)/', '^src/[^/]+\\.ts$'] },
    { path: '^src/care/(notes|measures|composition)/' },
  ),
  never(
    'core-is-pure',
    'rules take values and return values: no database, no HTTP, no clock, no Node, no npm',
    { path: SLICE, pathNot: SHELL },
    { pathNot: [SLICE, '^src/(kernel|factors)/'] },
  ),
  never(
    'core-avoids-own-shell',
    'the core is called, it does not call',
    { path: SLICE, pathNot: SHELL },
    { path: `^src/.*(${shell('routes', 'forms', 'actions', 'store', 'gateway', 'jobs')}|${PAGES})` },
  ),
  never(
    'core-borrows-only-types',
    'a rule that needs another slice takes its answer as an argument',
    { path: SLICE, pathNot: SHELL },
    { path: SLICE, pathNot: '^src/$1/$2/', dependencyTypesNot: ['type-only'] },
  ),
  never(
    'pages-only-show',
    'a page is a function from data to markup',
    { path: `^src/(${AREA})/.*(${PAGES})` },
    {
      path: `^src/platform/|${shell('routes', 'actions', 'store', 'gateway', 'jobs')}`,
      dependencyTypesNot: ['type-only'],
    },
  ),
  never(
    'forms-only-parse',
    'shape is checked here, rules in the core',
    { path: shell('forms') },
    {
      path: `^src/platform/|${shell('routes', 'actions', 'store', 'gateway', 'jobs', 'pages')}`,
      dependencyTypesNot: ['type-only'],
    },
  ),
  never(
    'writes-go-through-actions',
    'what stores and speaks does not decide',
    { path: `^src/(${AREA})/.*${shell('store', 'gateway')}` },
    { path: shell('routes', 'actions', 'jobs', 'pages', 'forms'), dependencyTypesNot: ['type-only'] },
  ),
  never(
    'only-routes-speak-http',
    'the web framework stays in routes',
    { path: SLICE, pathNot: [shell('routes'), TEST] },
    { path: 'node_modules/@?fastify' },
  ),
  never(
    'slices-leave-the-machine-to-platform',
    'files, sockets, hashes and clocks are behind platform',
    { path: SLICE, pathNot: [shell('gateway', 'routes'), TEST] },
    { dependencyTypes: ['core'] },
  ),
  never(
    'only-stores-speak-sql',
    'the driver stays in platform',
    { path: '^src/', pathNot: ['^src/platform/', TEST] },
    { path: 'node_modules/(postgres|pg|pg-boss)/', dependencyTypesNot: ['type-only'] },
  ),
  never(
    'only-gateways-speak-to-the-world',
    'what comes from outside is parsed in one place',
    { path: SLICE, pathNot: [shell('gateway'), TEST] },
    { path: '^src/platform/remote', dependencyTypesNot: ['type-only'] },
  ),
  never(
    'zod-at-the-edges',
    'inside, types are enough',
    { path: '^src/', pathNot: [shell('forms', 'gateway'), '^src/platform/', TEST] },
    { path: 'node_modules/zod/' },
  ),
];

const below = [
  never(
    'kernel-and-factors-stand-alone',
    'the grammar of everything; only time needs libraries',
    { path: '^src/(kernel|factors)/', pathNot: TEST },
    { pathNot: ['^src/(kernel|factors)/', 'node_modules/(temporal-polyfill|temporal-spec|rrule-temporal)/'] },
  ),
  never(
    'kernel-is-below-factors',
    'the grammar does not know the words',
    { path: '^src/kernel/' },
    { path: '^src/factors/' },
  ),
  never(
    'nothing-below-knows-the-areas',
    'machines and pieces of page have no domain',
    { path: '^src/(platform|ui|kernel|factors)/', pathNot: TEST },
    { path: `^src/(${AREA})/` },
  ),
  never(
    'ui-is-only-ui',
    'pieces of page know words and addresses, nothing else',
    { path: '^src/ui/', pathNot: TEST },
    { pathNot: ['^src/(ui|kernel|factors)/', '^src/urls\\.ts$'] },
  ),
  never(
    'platform-is-below-the-wiring',
    'the machine does not know what runs on it',
    { path: '^src/platform/', pathNot: TEST },
    { path: '^src/', pathNot: '^src/(platform|kernel|ui|factors)/', dependencyTypesNot: ['type-only'] },
  ),
  never(
    'browser-is-separate',
    'what runs at the visitor shares no code with the server',
    { path: '^browser/', pathNot: TEST },
    { pathNot: '^browser/' },
  ),
];

const product = [
  never(
    'product-needs-nothing-beside-it',
    'examples and doubles are never part of the product',
    { path: '^src/', pathNot: [TEST, '^src/(main|start)\\.ts$', EXAMPLE] },
    { path: BESIDE },
  ),
  never(
    'examples-come-late',
    'example mode loads them when it is asked to, and only then',
    { path: '^src/', pathNot: [TEST, EXAMPLE] },
    { path: `${BESIDE}|${EXAMPLE}`, dynamic: false, dependencyTypesNot: ['type-only'] },
  ),
  never(
    'no-test-in-product',
    'tests see the product, never the other way round',
    { path: '^(src|browser)/', pathNot: TEST },
    { path: TEST },
  ),
  never(
    'tools-stay-home',
    'the product runs without its development tools',
    { path: '^(src|browser)/', pathNot: TEST },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
  ),
  never('everything-resolves', 'an import that leads nowhere', {}, { couldNotResolve: true }),
  never(
    'no-cycles',
    'two files that need each other are one file',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  never(
    'no-orphans',
    'a file nobody imports',
    {
      orphan: true,
      path: '^(src|browser)/',
      pathNot: ['^src/main\\.ts$', TEST, '^browser/site\\.ts$', '\\.d\\.ts$'],
    },
    {},
  ),
];

module.exports = {
  forbidden: [...areaWalls, ...slices, ...below, ...product],
  options: {
    // Without this, imports of types are invisible and the walls leak.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(var|\\.cache)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
    },
  },
};
