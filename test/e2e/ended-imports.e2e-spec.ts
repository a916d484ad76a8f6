import type {
  ImportedPracticeDayDetail,
  IngestRangeResult,
  StatusResult,
} from '@trackside/contracts';
import { Simulator } from '@trackside/simulator';
import { EndedImports } from '../../libs/practice-days/src/import/ended-imports.js';
import { MovedClock } from './support/clock.js';
import { importDay, ingest, newestDays, untilJobEnds } from './support/imports.js';
import { dataOf, get, post } from './support/requests.js';
import {
  createDatabase,
  startTrackside,
  trackId,
  type Trackside,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';

const SLUG = 'tallowick';
const DAY = 86_400;

describe('an import that ended', () => {
  let simulator: Simulator;
  let trackside: Trackside;
  let clock: MovedClock;
  let dates: string[];

  beforeAll(async () => {
    simulator = new Simulator({ tracks: 30 });
    const liverc = await simulator.start();
    trackside = await startTrackside(await createDatabase(), liverc);
    clock = new MovedClock();
    clock.govern(trackside);
    await untilCatalogueIsRead(trackside);
    dates = newestDays(simulator, SLUG, 5);
  });

  afterAll(async () => {
    await trackside.close();
    await simulator.stop();
  });

  const forgetAfter = async (days: number): Promise<void> => {
    clock.move(days * DAY);
    await trackside.app.get(EndedImports, { strict: false }).forget();
  };
  const statusOf = async (job: string) => (await get(trackside, `/jobs/${job}`)).status;
  const cancel = (job: string) =>
    fetch(`${trackside.url}/api/v1/jobs/${job}`, { method: 'DELETE' });

  const findQueue = async () => dataOf(await get<StatusResult>(trackside, '/status')).queue;

  it('is forgotten after 30 days, while its day stays with its laps', async () => {
    const { event_id: day, job_id: job } = dataOf(await ingest(trackside, SLUG, dates[0]!));
    await untilJobEnds(trackside, job);
    await forgetAfter(29);
    const before = await statusOf(job);
    await forgetAfter(2);

    expect([before, await statusOf(job)]).toEqual([200, 404]);
    const kept = await get<ImportedPracticeDayDetail>(trackside, `/practice-days/${day}`);
    expect(dataOf(kept).laps).toMatchObject({ pending: 0, failed: 0 });
  });

  it('is kept while it is the last word on a day: somebody cancelled it', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);
    const { job_id: job } = dataOf(await ingest(trackside, SLUG, dates[1]!));
    await cancel(job);
    await forgetAfter(31);
    const whileLast = await statusOf(job);
    await until(async () => (await findQueue()).in_flight === 0);
    simulator.faults.clear();
    await importDay(trackside, SLUG, dates[1]!);
    await forgetAfter(0);

    expect([whileLast, await statusOf(job)]).toEqual([200, 404]);
  });

  it('is kept while it is what followed upon a cancelled one that is kept', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);
    const both = { track_id: trackId(SLUG), dates: [dates[3]!, dates[4]!] };
    const begun = await post<IngestRangeResult>(trackside, '/practice-days/ingest-range', both);
    const { job_id: cancelled } = dataOf(begun);
    await cancel(cancelled);
    await until(async () => (await findQueue()).in_flight === 0);
    simulator.faults.clear();
    const { job_id: later } = dataOf(await ingest(trackside, SLUG, dates[3]!));
    await untilJobEnds(trackside, later);
    await forgetAfter(31);

    expect([await statusOf(cancelled), await statusOf(later)]).toEqual([200, 200]);
  });

  it('is kept however old it is while it has not ended', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);
    const { job_id: job } = dataOf(await ingest(trackside, SLUG, dates[2]!));
    await forgetAfter(365);

    expect(await statusOf(job)).toBe(200);
    await cancel(job);
  });
});
