import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import type { Response } from 'supertest';
import type {
  BegunEventImport,
  EventsImportResult,
  HiddenName,
  ImportedPracticeSession,
  NewWebhook,
  Page,
  Race,
} from '@trackside/contracts';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { type Description, operationsOf } from './support/api-description.js';
import { importDay, ingest, untilJobEnds } from './support/imports.js';
import { somebodyOfTwoDays } from './support/somebody.js';
import { McpCaller } from './support/mcp.js';
import { type TracksideProcess, TracksideProcesses } from './support/processes.js';
import { dataOf, discoverRange, get, post, readNdjson } from './support/requests.js';
import { storedText, tracesIn } from './support/stored-text.js';
import { beginTimeline, untilDiscoveryEnds } from './support/timelines.js';
import { createDatabase, query, trackId, until } from './support/trackside.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const SLUG = 'tallowick';
const TRACK = trackId(SLUG);
const PATIENCE_MS = 60_000;

/** An answer's text, whatever it is: of a workbook that of all its cells. */
async function textOf(response: Response): Promise<string> {
  const body = response.body as Buffer;
  const isWorkbook = String(response.headers['content-type']).includes('spreadsheet');
  const text = isWorkbook ? JSON.stringify(await readWorkbook(body)) : body.toString('utf8');
  return JSON.stringify(response.headers) + text;
}

describe('a name that was hidden', () => {
  const simulator = new Simulator({ tracks: 30, today: '2025-10-31' });
  const processes = new TracksideProcesses();
  const receiver = new WebhookReceiver();
  const told: string[] = [];
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let trackside: TracksideProcess;
  let traces: string[];
  let range: { start_date: string; end_date: string };
  let sought: string;
  let events: string[];
  let webhook: NewWebhook;
  let jobs: { discovery: string; import: string; event: string };
  let raced: string[];
  let races: string[];
  let session: ImportedPracticeSession;

  beforeAll(async () => {
    liverc = await simulator.start();
    await receiver.start();
    databaseUrl = await createDatabase();
    trackside = await processes.start({ databaseUrl, liverc, env: { LOG_LEVEL: 'trace' } });
    const { name, dates, transponders, entered } = somebodyOfTwoDays(simulator, SLUG);
    sought = name;
    traces = [name, name.toLowerCase(), name.toUpperCase(), ...transponders];
    range = { start_date: dates[1], end_date: dates[0] };
    await before(dates[0], entered[0]);
    await post<HiddenName>(trackside, '/privacy/hidden-names', { name });
    await after(dates, entered);
  }, 4 * PATIENCE_MS);

  afterAll(async () => {
    processes.killAll();
    await receiver.stop();
    await simulator.stop();
  });

  /** The name is known, looked for and kept wherever it can be. */
  async function before(date: string, entered: string): Promise<void> {
    const id = await importDay(trackside, SLUG, date);
    const { text } = await trackside.agent.get(`/api/v1/practice-days/${id}/sessions?limit=100`);
    expect(tracesIn(text, traces)).not.toEqual([]);
    const event = await importEvent(entered);
    const races = await trackside.agent.get(`/api/v1/events/${event.event_id}/export?format=json`);
    expect(tracesIn(JSON.stringify(races.body), traces)).not.toEqual([]);
    const search = { name: 'Mine', track_id: TRACK, driver_name: sought };
    await trackside.agent.post('/api/v1/saved-searches').send(search).expect(201);
  }

  async function importEvent(id: string): Promise<BegunEventImport> {
    const body = { track_id: TRACK, source_event_ids: [id] };
    const { jobs: begun } = dataOf(
      await post<EventsImportResult>(trackside, '/events/import', body),
    );
    await untilJobEnds(trackside, begun[0]!.job_id);
    return begun[0]!;
  }

  /** All is read again, more is read, and a webhook is told of it. */
  async function after(
    [first, second]: [string, string],
    entered: [string, string],
  ): Promise<void> {
    webhook = dataOf(
      await post<NewWebhook>(trackside, '/webhooks', {
        url: receiver.url,
        events: ['practice_session.read', 'import.finished', 'event.results_final'],
        track_id: TRACK,
      }),
    );
    const again = dataOf(await ingest(trackside, SLUG, first));
    await untilJobEnds(trackside, again.job_id);
    events = [again.event_id, await importDay(trackside, SLUG, second)];
    await discoverRange(trackside, { track_id: TRACK, ...range, refresh: true });
    const discovery = await beginTimeline(trackside, SLUG, { ...range, refresh: 'true' });
    await untilDiscoveryEnds(trackside, discovery, PATIENCE_MS);
    const newer = await importEvent(entered[0]);
    const older = await importEvent(entered[1]);
    raced = [newer.event_id, older.event_id];
    jobs = { discovery, import: again.job_id, event: older.job_id };
    const lists = await Promise.all(
      raced.map((id) => get<{ items: Race[] }>(trackside, `/events/${id}/races`)),
    );
    races = lists.flatMap((list) => dataOf(list).items.map(({ id }) => id));
    const { items } = dataOf(
      await get<Page<ImportedPracticeSession>>(
        trackside,
        `/practice-days/${events[1]}/sessions?limit=100`,
      ),
    );
    session = items.find((one) => one.driver_hidden)!;
    expect(session).toMatchObject({ driver_name: 'Hidden driver 1', transponder: null });
  }

  /** An address for every route that can be read, by its operation. */
  function addresses(): Record<string, string[]> {
    const track = `track_id=${TRACK}&start_date=${range.start_date}&end_date=${range.end_date}`;
    const name = `track_id=${TRACK}&name=${encodeURIComponent(sought)}`;
    const [first, second] = events;
    const files = ['csv', 'json', 'ndjson', 'xlsx'];
    const sessions = (id = ''): string => `/practice-days/${id}/sessions`;
    return {
      ...{ listApiKeys: ['/api-keys'], listSignInMethods: ['/auth/methods'] },
      ...{ getSession: ['/auth/get-session'], getMe: ['/me'], exportMe: ['/me/export'] },
      ...{ getLocalBelongings: ['/me/take-over'], listSavedSearches: ['/saved-searches'] },
      ...{ listUsers: ['/users'], listUsersApiKeys: ['/users/api-keys'] },
      ...{ listTracks: ['/tracks?limit=100'], getTrack: [`/tracks/${TRACK}`] },
      searchEvents: [`/events/search?${track}&include_practice_days=true`],
      streamPracticeDays: [`/practice-days/discover-range/stream?${track}`],
      // Followed in `hidden-names`: it needs a day that runs.
      followRunningDay: [],
      searchPracticeDays: [
        `/practice-days/search?${track}`,
        `/practice-days/search?${track}&driver=${encodeURIComponent(sought)}`,
        `/practice-days/search?${track}&class=${encodeURIComponent(String(session.class_name))}`,
      ],
      getPracticeDay: [`/practice-days/${first}`, `/practice-days/${second}`],
      listPracticeDaySessions: events.map((id) => `${sessions(id)}?limit=100&include_laps=true`),
      listPracticeDayChanges: events.map((id) => `/practice-days/${id}/changes`),
      listSessionLaps: [`${sessions(second)}/${session.id}/laps`],
      getDriver: [`/drivers?${name}`, `/drivers?track_id=${TRACK}&name=Hidden%20driver%201`],
      getPracticeSessions: [`/practice-sessions?ids=${session.id}`],
      listTrackDrivers: [
        `/tracks/${TRACK}/drivers?limit=100`,
        ...traces.map((trace) => `/tracks/${TRACK}/drivers?q=${encodeURIComponent(trace)}`),
      ],
      followDiscovery: [`/search/timeline/${jobs.discovery}/events`],
      listFailedJobs: ['/jobs/failed'],
      getJob: Object.values(jobs).map((id) => `/jobs/${id}`),
      followJob: [`/jobs/${jobs.import}/events`],
      exportPracticeDay: events.flatMap((id) =>
        files.map((format) => `/practice-days/${id}/export?format=${format}`),
      ),
      exportDriver: files.map((format) => `/drivers/export?${name}&format=${format}`),
      exportSearch: files.map(
        (format) => `/events/search/export?${track}&include_practice_days=true&format=${format}`,
      ),
      getEvent: raced.map((id) => `/events/${id}`),
      listEventRaces: raced.map((id) => `/events/${id}/races`),
      listEventEntries: raced.map((id) => `/events/${id}/entries`),
      listEventRankings: raced.map((id) => `/events/${id}/rankings`),
      listEventChanges: raced.map((id) => `/events/${id}/changes`),
      exportEvent: files.map((format) => `/events/${raced[0]}/export?format=${format}`),
      getRace: races.map((id) => `/races/${id}`),
      listRaceLaps: races.map((id) => `/races/${id}/laps`),
      exportRace: files.map((format) => `/races/${races.at(-1)}/export?format=${format}`),
      ...{ listHiddenNames: ['/privacy/hidden-names'], listPrivacyRequests: ['/privacy/requests'] },
      ...{ getStatus: ['/status'], listWebhooks: ['/webhooks'] },
      getWebhook: [`/webhooks/${webhook.id}`],
      listWebhookDeliveries: [`/webhooks/${webhook.id}/deliveries?limit=100`],
    };
  }

  it('stands in no answer of any route that can be read, be it JSON, a stream or a file', async () => {
    const description = JSON.parse(
      await readFile(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
    ) as Description;
    const readable = operationsOf(description).filter(({ method }) => method === 'get');
    const known = addresses();
    expect(Object.keys(known).toSorted()).toEqual(
      readable.map(({ operationId }) => operationId).toSorted(),
    );

    for (const address of Object.values(known).flat()) {
      const response = await trackside.agent.get(`/api/v1${address}`).buffer(true).parse(toBuffer);
      expect([address, response.status < 500]).toEqual([address, true]);
      const text = await textOf(response);
      told.push(text);
      expect([address, tracesIn(text, traces)]).toEqual([address, []]);
    }
    expect(told.filter((text) => text.includes('Hidden driver 1')).length).toBeGreaterThan(8);
  });

  it('stands in no discovery, whichever form is asked for', async () => {
    const asked = { track_id: TRACK, ...range };
    const [year, month] = range.end_date.split('-').map(Number);
    const texts = [
      JSON.stringify(await discoverRange(trackside, asked)),
      JSON.stringify((await readNdjson(trackside, asked)).records),
      JSON.stringify(
        await post(trackside, '/practice-days/discover', {
          ...{ track_id: TRACK, year, month, detail: 'full' },
        }),
      ),
    ];

    expect(texts.map((text) => tracesIn(text, traces))).toEqual([[], [], []]);
    expect(texts[2]).toContain('Hidden driver');
  });

  it('stands in nothing that a webhook is sent', async () => {
    const sent = (): string[] => receiver.received.map(({ body }) => body);
    await until(() => sent().some((body) => body.includes('Hidden driver 1')), PATIENCE_MS);
    await until(() => sent().some((body) => body.includes('import.finished')), PATIENCE_MS);

    const all = receiver.received.map((one) => JSON.stringify([one.body, one.headers, one.path]));
    expect(all.flatMap((text) => tracesIn(text, traces))).toEqual([]);
  });

  it('stands in no answer of a tool', async () => {
    const caller = await McpCaller.connect(trackside);
    const answers = [
      await caller.call('list_sessions', { event_id: events[1] }),
      await caller.call('session_laps', { session_id: session.id }),
      await caller.call('who_practised', { track_id: TRACK }),
      await caller.call('list_practice_days', { track_id: TRACK, ...range }),
      await caller.call('event_races', { event_id: raced[0] }),
      await caller.call('race_results', { race_id: races.at(-1), laps_of: sought }),
    ];
    await caller.close();

    expect(answers.flatMap((answer) => tracesIn(JSON.stringify(answer), traces))).toEqual([]);
    expect(JSON.stringify(answers)).toContain('Hidden driver 1');
  });

  it('stands in no metric and no line of the log, whoever looked for it', async () => {
    const metrics = (await trackside.agent.get('/metrics')).text;

    expect(tracesIn(metrics + trackside.log(), traces)).toEqual([]);
    expect(trackside.log()).toContain('/api/v1/drivers');
  });

  it('stands in no column but pages as LiveRC sent them', async () => {
    const text = await storedText((sql) => query(databaseUrl, sql));

    expect(tracesIn(text, traces)).toEqual([]);
    expect(text).toContain('Hidden driver 1');
  });
});

function toBuffer(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
}
