import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DiscoveryRecord, ImportJob, IngestResult, Page, Track } from '@trackside/contracts';
import { newestDays } from './support/imports.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const ROOT = join(import.meta.dirname, '../..');
const SLUG = 'marrowgate';

/** What is the same in the description as in our contract, by its name there and here. */
const SAME = {
  Track: 'Track',
  TrackDetail: 'TrackDetail',
  RaceEvent: 'RaceEvent',
  EventsSearchResult: 'EventsSearchResult',
  PracticeDay: 'PracticeDay',
  ImportedPracticeDay: 'ImportedPracticeDay',
  MonthState: 'MonthState',
  DiscoverRangeResult: 'DiscoverRangeResult',
  PracticeSession: 'PracticeSession',
  ImportedPracticeSession: "Omit<told.PracticeSessionWithLaps, 'laps'>",
  Lap: 'Lap',
  ImportJob: 'ImportJob',
  DiscoveryJob: 'DiscoveryJob',
  EventJob: 'EventJob',
  Job: 'told.ImportJob | told.EventJob | told.DiscoveryJob',
  RaceEventStudy: 'RaceEventStudy',
  RaceWithResults: 'RaceWithResults',
  RaceLaps: 'RaceLaps',
  EventRanking: 'EventRanking',
  IngestResult: 'IngestResult',
  ErrorCode: "told.Failure['error']['code']",
  DiscoveryRecord: 'told.StreamPracticeDaysResponse',
  JobRecord: 'told.FollowJobResponse',
  LiveRecord: 'told.FollowRunningDayResponse',
};

const ASSERTIONS = [
  "import type * as told from './types.gen.js';",
  `import type * as contract from '${join(ROOT, 'libs/contracts/src/index.js')}';`,
  'type Both<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;',
  ...Object.entries(SAME).map(([ours, theirs]) => {
    const type = /^\w+$/.test(theirs) ? `told.${theirs}` : theirs;
    return `export const same${ours}: Both<${type}, contract.${ours}> = true;`;
  }),
].join('\n');

const SETTINGS = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, target: 'ES2024', module: 'nodenext' },
    ...{ lib: ['ES2024', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [] },
  },
  files: ['index.ts', 'assertions.ts'],
};

type Told<T> = Promise<{ data: { success: true; data: T }; error?: unknown }>;

/** What a program calls, as far as it is called here. */
interface Sdk {
  listTracks(options: object): Told<Page<Track>>;
  streamPracticeDays(options: object): Promise<{ stream: AsyncIterable<DiscoveryRecord> }>;
  importPracticeDay(options: object): Told<IngestResult>;
  getJob(options: object): Told<ImportJob>;
  getTrack(options: object): Promise<{ error: { error: { code: string } } }>;
}

describe('a client that a generator makes of the description', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 30, today: '2025-10-31' } });
  let folder: string;
  let said: string;
  let sdk: Sdk;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trackside-client-'));
    const generate = [
      ...['--import', join(ROOT, 'test/setup/no-outside-network.mjs')],
      ...[join(ROOT, 'scripts/openapi/generate-client.mjs'), folder],
    ];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, generate);
    said = stdout + stderr;
    sdk = (await import(join(folder, 'sdk.gen.ts'))) as unknown as Sdk;
    const { client } = (await import(join(folder, 'client.gen.ts'))) as {
      client: { setConfig(config: object): void };
    };
    client.setConfig({ baseUrl: stage.url });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is made without a warning', () => {
    expect(said).toContain('Generating');
    expect(said).not.toMatch(/warn|error|skip/i);
  });

  it('compiles, and has the types of our contract', async () => {
    await writeFile(join(folder, 'assertions.ts'), ASSERTIONS);
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
    const compile = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder];
    const told = await promisify(execFile)(process.execPath, compile).then(
      () => 'nothing',
      ({ stdout }: { stdout: string }) => stdout,
    );

    expect(told).toBe('nothing');
  });

  it('lists tracks', async () => {
    const { data } = await sdk.listTracks({ query: { q: SLUG } });

    expect(data.data.items[0]).toMatchObject({ id: trackId(SLUG), slug: SLUG });
  });

  it('is told what is wrong', async () => {
    const { error } = await sdk.getTrack({ path: { id: '00000000-0000-4000-8000-000000000000' } });

    expect(error.error.code).toBe('TRACK_NOT_FOUND');
  });

  it('streams a range, record by record', async () => {
    const query = { track_id: trackId(SLUG), start_date: '2025-09-01', end_date: '2025-10-31' };
    const { stream } = await sdk.streamPracticeDays({ query, sseMaxRetryAttempts: 1 });
    const types: string[] = [];
    for await (const record of stream) {
      types.push(record.type);
      if (record.type === 'done') break;
    }

    expect(types[0]).toBe('started');
    expect(types.filter((type) => type === 'month')).toHaveLength(2);
    expect(types.at(-1)).toBe('done');
  });

  it('imports a day, and follows it until its laps are read', async () => {
    const [date] = newestDays(stage.simulator, SLUG, 1);
    const { data } = await sdk.importPracticeDay({ body: { track_id: trackId(SLUG), date } });
    const { event_id: eventId, job_id: id } = data.data;
    await stage.until(async () => {
      const job = await sdk.getJob({ path: { id } });
      return job.data.data.state === 'completed';
    }, 60_000);

    const job = await sdk.getJob({ path: { id } });
    expect(job.data.data.days[0]).toMatchObject({ date, event_id: eventId, state: 'completed' });
  });
});
