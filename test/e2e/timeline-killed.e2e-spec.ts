import type { DiscoveryRecord } from '@trackside/contracts';
import { Simulator } from '@trackside/simulator';
import { TracksideProcesses } from './support/processes.js';
import { ofType } from './support/requests.js';
import { beginTimeline, findDiscovery, readTimeline } from './support/timelines.js';
import { createDatabase, until } from './support/trackside.js';
import { latestToday, monthStart, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const RANGE = { start_date: monthStart(5), end_date: latestToday() };

describe('a timeline whose worker is killed', () => {
  const simulator = new Simulator({ tracks: 30 });
  const processes = new TracksideProcesses();

  afterAll(async () => {
    processes.killAll();
    await simulator.stop();
  });

  it('is gone on with by another process, for who came before and for who comes after', async () => {
    const liverc = await simulator.start();
    const databaseUrl = await createDatabase();
    const worker = await processes.start({ databaseUrl, liverc });
    const api = await processes.start({ databaseUrl, liverc, env: { ROLE: 'api' } });
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 400 } }]);
    const id = await beginTimeline(api, SLUG, RANGE);
    const before = readTimeline(api, id);
    await until(async () => (await findDiscovery(api, id)).months.length >= 2);
    worker.child.kill('SIGKILL');
    const ended = (await findDiscovery(api, id)).months;
    await until(() => simulator.requests.counts().in_flight === 0);
    simulator.requests.clear();
    await processes.start({ databaseUrl, liverc });
    const told = await before;
    const after = await readTimeline(api, id);

    const months = new Set(
      ended.map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`),
    );
    const again = simulator.requests
      .records()
      .filter((page) => months.has(page.month ?? page.date?.slice(0, 7) ?? ''));
    expect(again).toEqual([]);
    const days = ofType(told, 'month').flatMap((month) => month.practice_days);
    expect(days.toSorted((a, b) => (a.date < b.date ? 1 : -1))).toEqual(
      trueDays(simulator, SLUG, RANGE.start_date, RANGE.end_date),
    );
    expect(told.at(-1)).toMatchObject({ type: 'done', complete: true });
    expect(toldLast(told)).toEqual(after);
  });
});

/** A month that was being read when its process was killed may be listed twice; the last one counts. */
function toldLast(records: DiscoveryRecord[]): DiscoveryRecord[] {
  const name = (record: DiscoveryRecord): string =>
    'year' in record ? `${record.type} ${record.year}-${record.month}` : record.type;
  const last = new Map(records.map((record) => [name(record), record]));
  return records.filter(
    (record) => record.type !== 'heartbeat' && last.get(name(record)) === record,
  );
}
