// The boundaries of docs/adr and of the design: who may know whom. Checked by a machine, because a
// relative path gets round every alias.

const IN_TEST = '(\\.spec\\.ts$|\\.e2e-spec\\.ts$|/test/)';
/** Under the domain, each for itself: what a library stands on. */
const GROUND = {
  addresses: [],
  calendar: ['contracts'],
  streams: ['contracts'],
  tracing: [],
  database: ['tracing'],
  jobs: ['contracts', 'calendar', 'streams', 'tracing', 'database'],
  'liverc-scraper': ['addresses', 'contracts', 'streams', 'tracing'],
  'liverc-permission': ['contracts', 'database', 'jobs', 'liverc-scraper'],
  'page-vault': ['contracts', 'streams', 'database', 'jobs', 'liverc-scraper'],
  accounts: ['contracts', 'calendar', 'database'],
  idempotency: ['calendar', 'database', 'jobs'],
  privacy: ['contracts', 'calendar', 'database', 'jobs', 'accounts'],
  tracks: ['contracts', 'calendar', 'streams', 'database', 'jobs', 'liverc-scraper'],
  events: [
    ...['contracts', 'calendar', 'streams', 'database', 'jobs', 'liverc-scraper', 'tracks'],
    ...['privacy', 'lap-statistics', 'page-vault'],
  ],
};
GROUND['practice-days'] = [...GROUND.events, 'tracing'];
GROUND.webhooks = [
  ...['contracts', 'calendar', 'streams', 'database', 'jobs'],
  ...['addresses', 'accounts', 'privacy', 'tracks', 'practice-days'],
];

/** Rooms of a library or an app, each with those that it must not know. */
const ROOMS = [
  ['libs/practice-days', 'day', ['discovery', 'timeline', 'import', 'study', 'live', 'background']],
  ['libs/practice-days', 'discovery', ['timeline', 'import', 'study', 'live', 'background']],
  ['libs/practice-days', 'timeline', ['import', 'study', 'live', 'background']],
  ['libs/practice-days', 'import', ['study', 'live', 'background']],
  ['libs/practice-days', 'study', ['live', 'background']],
  ['libs/practice-days', 'live', ['background']],
  [
    'apps/api',
    'http',
    [
      ...['access', 'accounts', 'idempotency'],
      ...['tracks', 'practice-days', 'events', 'jobs', 'exports', 'privacy', 'status', 'webhooks'],
    ],
  ],
  [
    'apps/api',
    'access',
    [
      ...['accounts', 'tracks', 'practice-days', 'events', 'jobs', 'exports', 'privacy'],
      ...['status', 'webhooks'],
    ],
  ],
  [
    'apps/api',
    'idempotency',
    [
      ...['accounts', 'tracks', 'practice-days', 'events', 'jobs', 'exports', 'privacy'],
      ...['status', 'webhooks'],
    ],
  ],
  ['apps/api', 'accounts', ['tracks', 'practice-days', 'events', 'jobs', 'exports', 'status']],
  [
    'apps/api',
    'privacy',
    ['accounts', 'tracks', 'practice-days', 'events', 'jobs', 'exports', 'status', 'webhooks'],
  ],
  [
    'apps/api',
    'webhooks',
    ['accounts', 'tracks', 'practice-days', 'events', 'jobs', 'exports', 'status'],
  ],
  ['apps/api', 'tracks', ['practice-days', 'events', 'jobs', 'exports', 'status', 'webhooks']],
  ['apps/api', 'practice-days', ['events', 'exports', 'status', 'webhooks']],
  ['apps/api', 'events', ['jobs', 'exports', 'status', 'webhooks']],
  ['apps/api', 'jobs', ['exports', 'status', 'webhooks']],
  // It stands on the services alone, and nothing stands on it.
  [
    'apps/api',
    'mcp',
    [
      'accounts',
      'tracks',
      'practice-days',
      'events',
      'jobs',
      'exports',
      'status',
      'idempotency',
      'webhooks',
    ],
  ],
];

/**
 * Rooms of the web app, the lowest first: each may know those before it, none that come after. A
 * folder that is not in the list is an error, too, so that nobody stands outside of the order.
 */
const WEB_ROOMS = [
  ...['calendar', 'icon', 'browser', 'words', 'api', 'status', 'device', 'theme', 'jobs', 'me'],
  ...['laps', 'charts', 'page-parts', 'export', 'tracks', 'imports', 'discovery', 'rows'],
  ...['help', 'account', 'webhooks', 'privacy'],
  ...['status-page', 'admin', 'driver', 'drivers', 'race-events', 'compare', 'practice-days'],
  ...['search', 'day'],
];
const WEB = '^apps/web/src/app/';

/** One rule; `to` says what is forbidden to modules whose path matches `from`. */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle has no layer: part it.', {}, { circular: true }),
    forbid('no-unresolved', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    forbid(
      'contracts-import-nothing',
      'The browser and the server share these types; anything they import would be shared too.',
      { path: '^libs/contracts/src/', pathNot: IN_TEST },
      { pathNot: '^libs/contracts/src/' },
    ),
    forbid(
      'web-knows-contract-and-statistics-alone',
      "The web app speaks HTTP; of the server's code it knows the contract and pure arithmetic.",
      { path: '^apps/web/' },
      { path: '^(libs|apps)/', pathNot: '^(libs/(contracts|lap-statistics)|apps/web)/' },
    ),
    forbid(
      'lap-statistics-import-nothing',
      'Arithmetic that the browser runs: no clock, no network, no framework.',
      { path: '^libs/lap-statistics/src/', pathNot: IN_TEST },
      { pathNot: '^libs/lap-statistics/src/' },
    ),
    forbid(
      'only-the-scraper-reads-pages',
      'One place knows URLs and selectors, and one gate leads to LiveRC.',
      { path: '^(apps|libs)/', pathNot: ['^libs/liverc-scraper/', IN_TEST] },
      { path: '(^|/)node_modules/(axios|cheerio|htmlparser2|domhandler)/' },
    ),
    forbid(
      'only-jobs-knows-the-queue',
      'Who queues work says what and by which key; how it is kept is one library’s affair.',
      { path: '^(apps|libs)/', pathNot: ['^libs/jobs/', IN_TEST] },
      { path: '(^|/)node_modules/pg-boss/' },
    ),
    forbid(
      'only-accounts-knows-better-auth',
      'Passwords and sessions are one library’s affair; it is loaded where sign-in is required.',
      { path: '^(apps|libs)/', pathNot: ['^libs/accounts/', IN_TEST] },
      { path: '(^|/)node_modules/better-auth/' },
    ),
    forbid(
      'only-mcp-knows-its-sdk',
      'The Model Context Protocol is one room’s affair.',
      { path: '^(apps|libs)/', pathNot: ['^apps/api/src/mcp/(protocol|tools)/', IN_TEST] },
      { path: '(^|/)node_modules/@modelcontextprotocol/' },
    ),
    forbid(
      'mcp-is-loaded-when-wanted',
      'By import(), with the first message: a static import would load the SDK always.',
      { path: '^apps/', pathNot: ['^apps/api/src/mcp/(protocol|tools)/', IN_TEST] },
      {
        path: '^apps/api/src/mcp/(protocol|tools)/',
        dependencyTypesNot: ['dynamic-import'],
      },
    ),
    forbid(
      'only-tracing-knows-opentelemetry',
      'It is loaded where traces are wanted, and costs nothing elsewhere.',
      { path: '^(apps|libs)/', pathNot: ['^apps/api/src/tracing/open-telemetry\\.ts$', IN_TEST] },
      { path: '(^|/)node_modules/@opentelemetry/' },
    ),
    forbid(
      'opentelemetry-is-loaded-when-wanted',
      'By import(), where it is configured: a static import would load it always.',
      { path: '^apps/', pathNot: IN_TEST },
      {
        path: '^apps/api/src/tracing/open-telemetry\\.ts$',
        dependencyTypesNot: ['dynamic-import'],
      },
    ),
    forbid(
      'libraries-never-know-apps',
      'Apps are built from libraries, not the other way round.',
      { path: '^libs/', pathNot: IN_TEST },
      { path: '^apps/' },
    ),
    forbid(
      'the-simulator-knows-no-library',
      'It stands for somebody else’s site: shared code would agree with itself.',
      { path: '^apps/liverc-simulator/', pathNot: IN_TEST },
      { path: '^(libs|apps)/', pathNot: '^apps/liverc-simulator/' },
    ),
    forbid(
      'nobody-knows-the-simulator',
      'The product speaks to it over HTTP, as to LiveRC. Tests may start it.',
      { path: '^(apps|libs)/', pathNot: ['^apps/liverc-simulator/', IN_TEST] },
      { path: '^apps/liverc-simulator/' },
    ),
    forbid(
      'controllers-live-in-the-api',
      'HTTP is the job of apps/api alone.',
      { path: '^libs/' },
      { path: '(^|/)node_modules/(@nestjs/(swagger|platform-[^/]+)|fastify|@fastify/[^/]+)/' },
    ),
    forbid(
      'no-controllers-in-libraries',
      'HTTP is the job of apps/api alone.',
      {},
      { path: '^libs/.*\\.controller\\.ts$' },
    ),
    ...Object.entries(GROUND).map(([library, known]) =>
      forbid(
        `${library}-stands-on-its-ground-alone`,
        'An arrow goes down: what others stand on knows nothing of them.',
        { path: `^libs/${library}/src/`, pathNot: IN_TEST },
        { path: '^libs/', pathNot: `^libs/(${[library, ...known].join('|')})/` },
      ),
    ),
    ...ROOMS.map(([home, room, above]) =>
      forbid(
        `${home.split('/')[1]}-${room}-knows-no-room-above`,
        'Rooms stand on each other in one order.',
        { path: `^${home}/src/${room}/`, pathNot: IN_TEST },
        { path: `^${home}/src/(${above.join('|')})/` },
      ),
    ),
    ...WEB_ROOMS.slice(0, -1).map((room, place) =>
      forbid(
        `web-${room}-knows-no-room-above`,
        'Rooms stand on each other in one order: no two of them form a circle.',
        { path: `${WEB}${room}/`, pathNot: IN_TEST },
        { path: `${WEB}(${WEB_ROOMS.slice(place + 1).join('|')})/` },
      ),
    ),
    forbid(
      'web-rooms-have-a-place',
      'Say in WEB_ROOMS on which rooms this one stands.',
      {},
      { path: `${WEB}[^/]+/`, pathNot: `${WEB}(${WEB_ROOMS.join('|')})/` },
    ),
    forbid(
      'entities-stay-in-their-library',
      'A row is not a record: other libraries and the routes get records.',
      { path: '^(apps|libs)/([^/]+)/', pathNot: IN_TEST },
      { path: '\\.entity\\.ts$', pathNot: '^$1/$2/' },
    ),
    forbid(
      'libraries-use-each-other-by-their-index',
      'Another library asks through the index.',
      { path: '^libs/([^/]+)/', pathNot: IN_TEST },
      { path: '^libs/[^/]+/src/.+', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    ),
    forbid(
      'apps-use-libraries-by-their-index',
      'What a library does not export is its own affair.',
      { path: '^apps/', pathNot: IN_TEST },
      { path: '^libs/[^/]+/src/.+', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    ),
    forbid(
      'no-undeclared-packages',
      'It would be missing after a clean install.',
      { path: '^(apps|libs)/', pathNot: IN_TEST },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'no-development-packages-at-run-time',
      'The image installs no development packages.',
      { path: '^(apps/api|apps/liverc-simulator|libs)/', pathNot: IN_TEST },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.angular)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
