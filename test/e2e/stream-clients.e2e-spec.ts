import { importDay, ingest, newestDays } from './support/imports.js';
import { literal } from './support/literal.js';
import { dataOf } from './support/requests.js';
import {
  type HandedEvent,
  PYTHON_WITH_HTTPX,
  readAsBrowser,
  readAsHttpxSse,
  readLinesByHttpx,
} from './support/stream-clients.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'marrowgate';
const RECORD_TYPES = [
  'started',
  'listing',
  'month',
  'month_failed',
  'heartbeat',
  'progress',
  'done',
];
const DISCOVERY = `/practice-days/discover-range/stream?track_id=${trackId(SLUG)}&start_date=2025-09-01&end_date=2025-10-31`;

describe('a stream, as clients read it', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 30, today: '2025-10-31' } });
  const { simulator } = stage;
  let dayId: string;
  let jobEvents: string;

  beforeAll(async () => {
    const [date] = newestDays(simulator, SLUG, 1);
    dayId = await importDay(stage, SLUG, date!);
    const { job_id } = dataOf(await ingest(stage, SLUG, date!));
    jobEvents = `/jobs/${job_id}/events`;
  });

  const address = (path: string): string => `${stage.url}/api/v1${path}`;
  const linesOf = async (path: string): Promise<string[]> =>
    (await (await fetch(address(path))).text()).split('\n').slice(0, -1);
  /** Each event is a record, told by its name; the last one is `done`. */
  const expectRecords = (events: HandedEvent[]): void => {
    expect(events.length).toBeGreaterThan(0);
    for (const { event, data } of events) {
      expect([event, data]).toEqual([expect.any(String), expect.stringMatching(/^\{/)]);
      expect((JSON.parse(data) as { type: string }).type).toBe(event);
    }
    expect(events.at(-1)!.event).toBe('done');
  };

  const streams: [string, () => string][] = [
    ['of a discovery', () => DISCOVERY],
    ['of a job', () => jobEvents],
  ];

  it.each(streams)(
    '%s has a record in every block, also by the rules of httpx-sse',
    async (_, of) => {
      expectRecords(readAsHttpxSse(await linesOf(of())));
    },
  );

  it.each(streams)('%s is read by the class of browsers', async (_, of) => {
    expectRecords(await readAsBrowser(address(of()), RECORD_TYPES));
  });

  it.each(streams)('%s says once, with its first record, how soon to come back', async (_, of) => {
    const lines = await linesOf(of());

    expect(lines.filter((line) => line.startsWith('retry:'))).toEqual(['retry: 2000']);
    expect(lines.indexOf('retry: 2000')).toBeLessThan(lines.indexOf(''));
  });

  const withHttpx = PYTHON_WITH_HTTPX ? it : it.skip;

  withHttpx.each(streams)('%s is read line by line by httpx (python3-httpx)', async (_, of) => {
    expectRecords(readAsHttpxSse(await readLinesByHttpx(address(of()))));
  });

  const BREAKS = 'Next\u0085Line\u2028and\u2029so on';

  withHttpx('an export of a name with line breaks of all kinds is a line a record', async () => {
    await stage.query(
      `UPDATE practice_sessions SET driver_name = ${literal(BREAKS)} WHERE day_id = '${dayId}'`,
    );

    const lines = await readLinesByHttpx(address(`/practice-days/${dayId}/export?format=ndjson`));
    const records = lines.map((line) => JSON.parse(line) as { driver_name: string });

    expect(records.length).toBeGreaterThan(2);
    for (const { driver_name: name } of records) expect(name).toBe(BREAKS);
  });

  it('an export of such a name has none of these characters raw in its lines', async () => {
    await stage.query(
      `UPDATE practice_sessions SET driver_name = ${literal(BREAKS)} WHERE day_id = '${dayId}'`,
    );

    const text = await (
      await fetch(address(`/practice-days/${dayId}/export?format=ndjson`))
    ).text();

    expect(/"driver_name":"([^"]*)"/.exec(text)?.[1]).toBe('Next\\u0085Line\\u2028and\\u2029so on');
    expect(text.match(/[\u0085\u2028\u2029]/)).toBeNull();
  });
});
