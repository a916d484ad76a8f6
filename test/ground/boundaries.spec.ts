import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The rooms of the web app as they stand on each other, the lowest first; above all is `day`. */
const WEB_ROOMS = [
  ...['calendar', 'icon', 'browser', 'words', 'api', 'status', 'device', 'theme', 'jobs', 'me'],
  ...['laps', 'charts', 'page-parts', 'export', 'tracks', 'imports', 'discovery', 'rows'],
  ...['help', 'account', 'webhooks', 'privacy'],
  ...['status-page', 'admin', 'driver', 'drivers', 'race-events', 'compare', 'practice-days'],
  'search',
];

/** Libraries that others stand on. */
const GROUND = [
  ...['calendar', 'streams', 'database', 'jobs', 'liverc-scraper', 'liverc-permission'],
  ...['page-vault', 'tracing', 'accounts', 'idempotency', 'addresses'],
];

/** A tree that breaks each rule once: the rule's name, the file that breaks it, what it imports. */
const OFFENCES: [rule: string, file: string, imported: string][] = [
  ['no-unresolved', 'apps/api/src/lost.ts', './nowhere.js'],
  ['contracts-import-nothing', 'libs/contracts/src/index.ts', 'rxjs'],
  [
    'web-knows-contract-and-statistics-alone',
    'apps/web/src/main.ts',
    '../../../libs/tracks/src/index.js',
  ],
  ['web-knows-contract-and-statistics-alone', 'apps/web/src/stray.ts', '../../api/src/index.js'],
  ['only-the-scraper-reads-pages', 'libs/tracks/src/fetch.ts', 'axios'],
  ['only-the-scraper-reads-pages', 'apps/api/src/parse.ts', 'cheerio'],
  ['lap-statistics-import-nothing', 'libs/lap-statistics/src/index.ts', 'rxjs'],
  ['only-jobs-knows-the-queue', 'libs/tracks/src/queue.ts', 'pg-boss'],
  ['only-accounts-knows-better-auth', 'apps/api/src/passwords.ts', 'better-auth'],
  ['only-mcp-knows-its-sdk', 'apps/api/src/http/protocol.ts', '@modelcontextprotocol/sdk/types.js'],
  ['mcp-is-loaded-when-wanted', 'apps/api/src/mcp/always.ts', './protocol/answer.js'],
  ['only-tracing-knows-opentelemetry', 'libs/tracks/src/trace.ts', '@opentelemetry/api'],
  ['opentelemetry-is-loaded-when-wanted', 'apps/api/src/always.ts', './tracing/open-telemetry.js'],
  ...GROUND.map((library): [string, string, string] => [
    `${library}-stands-on-its-ground-alone`,
    `libs/${library}/src/index.ts`,
    '../../tracks/src/index.js',
  ]),
  [
    'tracks-stands-on-its-ground-alone',
    'libs/tracks/src/practice.ts',
    '../../practice-days/src/index.js',
  ],
  [
    'events-stands-on-its-ground-alone',
    'libs/events/src/practice.ts',
    '../../practice-days/src/index.js',
  ],
  [
    'practice-days-stands-on-its-ground-alone',
    'libs/practice-days/src/events.ts',
    '../../events/src/index.js',
  ],
  [
    'webhooks-stands-on-its-ground-alone',
    'libs/webhooks/src/events.ts',
    '../../events/src/index.js',
  ],
  ['practice-days-day-knows-no-room-above', 'libs/practice-days/src/day/up.ts', '../import/job.js'],
  [
    'practice-days-discovery-knows-no-room-above',
    'libs/practice-days/src/discovery/up.ts',
    '../import/job.js',
  ],
  [
    'practice-days-discovery-knows-no-room-above',
    'libs/practice-days/src/discovery/timeline.ts',
    '../timeline/story.js',
  ],
  [
    'practice-days-timeline-knows-no-room-above',
    'libs/practice-days/src/timeline/up.ts',
    '../import/job.js',
  ],
  [
    'practice-days-import-knows-no-room-above',
    'libs/practice-days/src/import/up.ts',
    '../study/day.js',
  ],
  [
    'practice-days-study-knows-no-room-above',
    'libs/practice-days/src/study/up.ts',
    '../live/watch.js',
  ],
  ...['day', 'discovery', 'import'].map((room): [string, string, string] => [
    `practice-days-${room}-knows-no-room-above`,
    `libs/practice-days/src/${room}/live.ts`,
    '../live/watch.js',
  ]),
  ...['day', 'discovery', 'import', 'study', 'live'].map((room): [string, string, string] => [
    `practice-days-${room}-knows-no-room-above`,
    `libs/practice-days/src/${room}/ahead.ts`,
    '../background/reading.js',
  ]),
  ['api-http-knows-no-room-above', 'apps/api/src/http/up.ts', '../tracks/routes.js'],
  ['api-idempotency-knows-no-room-above', 'apps/api/src/idempotency/up.ts', '../jobs/routes.js'],
  ['api-access-knows-no-room-above', 'apps/api/src/access/up.ts', '../tracks/routes.js'],
  ['api-accounts-knows-no-room-above', 'apps/api/src/accounts/up.ts', '../tracks/routes.js'],
  ['api-webhooks-knows-no-room-above', 'apps/api/src/webhooks/up.ts', '../accounts/up.js'],
  ['api-tracks-knows-no-room-above', 'apps/api/src/tracks/up.ts', '../jobs/routes.js'],
  ['api-practice-days-knows-no-room-above', 'apps/api/src/practice-days/up.ts', '../events/up.js'],
  ['api-events-knows-no-room-above', 'apps/api/src/events/up.ts', '../jobs/routes.js'],
  ['api-mcp-knows-no-room-above', 'apps/api/src/mcp/up.ts', '../tracks/routes.js'],
  ['api-jobs-knows-no-room-above', 'apps/api/src/jobs/up.ts', '../webhooks/up.js'],
  ...WEB_ROOMS.flatMap((room, place): [string, string, string][] => {
    const rule = `web-${room}-knows-no-room-above`;
    const next = WEB_ROOMS[place + 1] ?? 'day';
    return [
      [rule, `apps/web/src/app/${room}/next.ts`, `../${next}/own.js`],
      [rule, `apps/web/src/app/${room}/top.ts`, '../day/own.js'],
    ];
  }),
  ['web-rooms-have-a-place', 'apps/web/src/app/day/stray.ts', '../elsewhere/own.js'],
  ['libraries-never-know-apps', 'libs/tracks/src/upwards.ts', '../../../apps/api/src/index.js'],
  [
    'the-simulator-knows-no-library',
    'apps/liverc-simulator/src/index.ts',
    '../../../libs/contracts/src/index.js',
  ],
  ['nobody-knows-the-simulator', 'apps/api/src/demo.ts', '../../liverc-simulator/src/index.js'],
  ['controllers-live-in-the-api', 'libs/tracks/src/http.ts', 'fastify'],
  ['no-controllers-in-libraries', 'libs/tracks/src/routes.ts', './tracks.controller.js'],
  [
    'entities-stay-in-their-library',
    'libs/events/src/leak.ts',
    '../../tracks/src/storage/track.entity.js',
  ],
  [
    'libraries-use-each-other-by-their-index',
    'libs/events/src/index.ts',
    '../../tracks/src/storage/track.entity.js',
  ],
  [
    'apps-use-libraries-by-their-index',
    'apps/api/src/deep.ts',
    '../../../libs/tracks/src/fetch.js',
  ],
  ['no-undeclared-packages', 'apps/api/src/undeclared.ts', 'entities'],
  ['no-development-packages-at-run-time', 'apps/api/src/development.ts', 'supertest'],
  ['no-cycles', 'libs/tracks/src/cycle.ts', './index.js'],
];

const INNOCENT: Record<string, string> = {
  ...Object.fromEntries(
    [...WEB_ROOMS, 'elsewhere'].map((room) => [
      `apps/web/src/app/${room}/own.ts`,
      'export const own = 1;',
    ]),
  ),
  'apps/web/src/app/day/own.ts': "import '../search/own.js'; import '../calendar/own.js';",
  'apps/api/src/tracks/routes.ts': "import '../http/answers.js';",
  'apps/api/src/http/answers.ts': 'export const answers = 1;',
  'apps/api/src/tracing/open-telemetry.ts': "import '@opentelemetry/api';",
  'apps/api/src/mcp/protocol/answer.ts': "import '@modelcontextprotocol/sdk/types.js';",
  'apps/api/src/mcp/answers.ts': "void import('./protocol/answer.js');",
  'apps/api/src/server.ts': "void import('./tracing/open-telemetry.js');",
  'apps/api/src/jobs/routes.ts': "import '../tracks/routes.js';",
  'libs/practice-days/src/import/job.ts': 'export const job = 1;',
  'libs/practice-days/src/timeline/story.ts': 'export const story = 1;',
  'libs/practice-days/src/study/day.ts': "import '../import/job.js';",
  'libs/practice-days/src/live/watch.ts': "import '../study/day.js'; import '../import/job.js';",
  'libs/practice-days/src/background/reading.ts': "import '../discovery/up.js';",
  'libs/practice-days/src/index.ts': 'export const practice = 1;',
  'apps/api/src/index.ts': 'export const api = 1;',
  'libs/tracks/src/index.ts': "import './cycle.js';",
  'libs/tracks/src/tracks.controller.ts': 'export const routes = 1;',
  'libs/tracks/src/storage/track.entity.ts': 'export const entity = 1;',
  'libs/tracks/src/fetch.spec.ts': "import 'axios';",
  'libs/tracks/src/storage/store.ts': "import './track.entity.js';",
  'apps/api/src/index-user.ts': "import '../../../libs/contracts/src/index.js';",
};

it('finds every breach of the boundaries, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trackside-boundaries-'));
  try {
    for (const [, file, imported] of OFFENCES) await put(folder, file, `import '${imported}';`);
    for (const [file, text] of Object.entries(INNOCENT)) await put(folder, file, text);
    await put(folder, 'tsconfig.json', '{ "compilerOptions": { "module": "nodenext" } }');
    for (const shared of ['node_modules', 'package.json', '.dependency-cruiser.cjs']) {
      await symlink(join(ROOT, shared), join(folder, shared));
    }
    const found = await cruise(folder);

    for (const [rule, file] of OFFENCES) expect(found).toContainEqual({ rule, file });
    expect(found.filter(({ file }) => file in INNOCENT)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function put(folder: string, file: string, text: string): Promise<void> {
  await mkdir(join(folder, dirname(file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

async function cruise(folder: string): Promise<{ rule: string; file: string }[]> {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'];
  const output = await new Promise<string>((resolve) => {
    const options = { cwd: folder, maxBuffer: 32 * 1024 * 1024 };
    execFile(process.execPath, [program, ...args], options, (_error, stdout, stderr) =>
      resolve(stdout || stderr),
    );
  });
  const { summary } = JSON.parse(output) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => ({ rule: rule.name, file: from }));
}
