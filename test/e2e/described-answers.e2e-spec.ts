import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Response, Test } from 'supertest';
import {
  answerOf,
  type Description,
  type Operation,
  operationsOf,
  schemaChecks,
} from './support/api-description.js';
import { importDay, ingest, newestDays } from './support/imports.js';
import { dataOf } from './support/requests.js';
import { beginTimeline, untilDiscoveryEnds } from './support/timelines.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'marrowgate';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const PROBLEM = 'application/problem+json';
const FORMS = ['application/json', PROBLEM];

describe('an answer', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 30, today: '2025-10-31' } });
  let description: Description;
  let operations: Operation[];
  let errorsOf: ReturnType<typeof schemaChecks>['errorsOf'];

  beforeAll(async () => {
    const path = join(import.meta.dirname, '../../docs/openapi.json');
    description = JSON.parse(await readFile(path, 'utf8')) as Description;
    operations = operationsOf(description);
    ({ errorsOf } = schemaChecks(description));
  });

  const operation = (id: string): Operation =>
    operations.find(({ operationId }) => operationId === id)!;

  /** A request as the description shows it, with values of one's own; ids are unknown otherwise. */
  const ask = (
    { method, path, parameters = [], requestBody }: Operation,
    own: Record<string, unknown> = {},
  ): Test => {
    const valueOf = (name: string, shown: unknown): string =>
      String(own[name] ?? (/(^|_)ids?$/.test(name) ? UNKNOWN : shown));
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => valueOf(name, ''));
    const query = parameters
      .filter(({ name, in: place, required }) => place === 'query' && (required || name in own))
      .map(({ name, schema, example }) => [name, valueOf(name, example ?? schema.example)]);
    const asked = stage.agent[method as 'get'](address).query(Object.fromEntries(query) as object);
    const { example, examples = {} } = requestBody?.content['application/json'] ?? {};
    const [shown] = [example, ...Object.values(examples).map(({ value }) => value)].filter(
      (body) => body !== undefined,
    ) as Record<string, unknown>[];
    if (!shown) return asked;
    return asked.send({ ...shown, ...('track_id' in shown && { track_id: UNKNOWN }), ...own });
  };

  /** What of an answer the description does not name. */
  const strayIn = (asked: Operation, response: Response): string[] => {
    const type = response.headers['content-type']?.split(';')[0] as string;
    const described = asked.responses[response.status];
    if (!described) return [`${response.status} is not described: ${response.text}`];
    const content = answerOf(description, described).content?.[type];
    if (!content) return [`${response.status} ${type} is not described`];
    return errorsOf(content.schema, JSON.parse(response.text));
  };

  const mistakes: [string, number, (asked: Operation) => boolean, (asked: Test) => Test][] = [
    ['a field that there is not', 400, () => true, (asked) => asked.query({ surprise: '1' })],
    ['a foreign page', 403, () => true, (asked) => asked.set('origin', 'http://other.example')],
    ['an id that nobody knows', 404, ({ responses }) => '404' in responses, (asked) => asked],
    [
      'too large a body',
      413,
      ({ method }) => method !== 'get',
      (asked) => asked.send({ more: 'm'.repeat(1_100_000) }),
    ],
    [
      'a body that is no JSON',
      415,
      ({ method }) => method !== 'get',
      (asked) => asked.type('text/plain').send('text'),
    ],
  ];

  it.each(
    mistakes.flatMap(([name, status, is, make]) =>
      FORMS.map((form) => [name, form, status, is, make] as const),
    ),
  )('to %s is a described failure of every route, as %s', async (_, form, status, is, make) => {
    for (const asked of operations.filter(is)) {
      const response = await make(ask(asked).set('accept', form));

      const told = [asked.operationId, response.status, response.headers['content-type']];
      expect(told).toEqual([asked.operationId, status, expect.stringContaining(form)]);
      expect([asked.operationId, strayIn(asked, response)]).toEqual([asked.operationId, []]);
    }
  });

  it('is what its schema says, field for field', async () => {
    const [date, another] = newestDays(stage.simulator, SLUG, 2);
    const track = { track_id: trackId(SLUG) };
    const range = { start_date: '2025-09-01', end_date: '2025-10-31' };
    const eventId = await importDay(stage, SLUG, date!);
    const { job_id: jobId } = dataOf(await ingest(stage, SLUG, another!));
    const sessions = await ask(operation('listPracticeDaySessions'), { event_id: eventId });
    const [session] = (sessions.body as { data: { items: { id: string; driver_name: string }[] } })
      .data.items;
    const discovery = await beginTimeline(stage, SLUG, range);
    await untilDiscoveryEnds(stage, discovery);
    const day = { event_id: eventId, ...session, id: session!.id };
    const driver = { ...track, name: session!.driver_name };

    const requests: [string, Record<string, unknown>][] = [
      ['listTracks', { q: 'm', limit: 3 }],
      ['getTrack', { id: track.track_id }],
      ['addFavouriteTrack', { id: track.track_id }],
      ['getStatus', {}],
      ['removeFavouriteTrack', { id: track.track_id }],
      ['syncTracks', {}],
      ['discoverEvents', track],
      ['searchEvents', { ...track, ...range, include_practice_days: true }],
      ['discoverPracticeMonth', { ...track, year: 2025, month: 10, detail: 'full' }],
      ['discoverPracticeDays', { ...track, ...range, stream: false }],
      ['importPracticeDay', { ...track, date }],
      ['importPracticeDays', { ...track, ...range }],
      ['searchPracticeDays', { ...track, ...range }],
      ['getPracticeDay', day],
      ['listPracticeDaySessions', { ...day, include_laps: true, limit: 2 }],
      ['listSessionLaps', day],
      ['getPracticeSessions', { ids: session!.id }],
      ['getDriver', driver],
      ['listTrackDrivers', { id: track.track_id, limit: 2 }],
      ['getJob', { id: jobId }],
      ['getJob', { id: discovery }],
      ['cancelJob', { id: jobId }],
    ];
    for (const [id, own] of requests) {
      const response = await ask(operation(id), own);

      expect([id, response.status < 300, strayIn(operation(id), response)]).toEqual([id, true, []]);
    }
  });

  it('of a stream is records that their schemas describe, field for field', async () => {
    const [date] = newestDays(stage.simulator, SLUG, 1);
    const { job_id: jobId } = dataOf(await ingest(stage, SLUG, date!));
    const track = { track_id: trackId(SLUG), start_date: '2025-08-01', end_date: '2025-10-31' };
    const streams: [string, Record<string, unknown>][] = [
      ['streamPracticeDays', track],
      ['followDiscovery', { discovery_job_id: await beginTimeline(stage, SLUG, {}) }],
      ['followJob', { id: jobId }],
    ];
    for (const [id, own] of streams) {
      const { text } = await ask(operation(id), own);
      const { schema } = operation(id).responses['200']!.content!['text/event-stream']!;
      const records = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => data!);

      expect([id, records.length > 0]).toEqual([id, true]);
      const stray = records.flatMap((record) => errorsOf(schema, JSON.parse(record)));
      expect([id, stray]).toEqual([id, []]);
    }
  });

  it.each(FORMS)('is a described failure while LiveRC is off, as %s', async (form) => {
    await stage.restart({ LIVERC_ENABLED: 'false' });
    const track = { track_id: trackId('tallowick') };
    const requests: [string, Record<string, unknown>, number][] = [
      ['discoverPracticeMonth', { ...track, year: 2024, month: 3 }, 503],
      ['importPracticeDay', { ...track, date: '2024-03-02' }, 503],
      ['switchLiverc', { enabled: true }, 409],
    ];
    for (const [id, own, status] of requests) {
      const response = await ask(operation(id), own).set('accept', form);

      expect([id, response.status]).toEqual([id, status]);
      expect(response.headers['content-type']).toContain(form);
      expect([id, strayIn(operation(id), response)]).toEqual([id, []]);
    }
  });
});
