import type {
  ImportedPracticeDayDetail,
  IngestRangeResult,
  StatusResult,
} from '@trackside/contracts';
import { EndedImports } from '../../libs/practice-days/src/import/ended-imports.js';
import { MovedClock } from './support/clock.js';
import { importDay, ingest, newestDays, untilJobEnds } from './support/imports.js';
import { dataOf, get, post, remove } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';

const SLUG = 'tallowick';
const DAY = 86_400;

describe('an import that ended', () => {
  const stage = trackside({ keepsData: true });
  const { simulator } = stage;
  let clock: MovedClock;
  let dates: string[];

  beforeAll(async () => {
    clock = new MovedClock();
    clock.govern(stage);
    dates = newestDays(simulator, SLUG, 5);
  });

  const forgetAfter = async (days: number): Promise<void> => {
    clock.move(days * DAY);
    await stage.app.get(EndedImports, { strict: false }).forget();
  };
  const statusOf = async (job: string) => (await get(stage, `/jobs/${job}`)).status;
  const cancel = (job: string) => remove(stage, `/jobs/${job}`);

  const findQueue = async () => dataOf(await get<StatusResult>(stage, '/status')).queue;

  it('is forgotten after 30 days, while its day stays with its laps', async () => {
    const { event_id: day, job_id: job } = dataOf(await ingest(stage, SLUG, dates[0]!));
    await untilJobEnds(stage, job);
    await forgetAfter(29);
    const before = await statusOf(job);
    await forgetAfter(2);

    expect([before, await statusOf(job)]).toEqual([200, 404]);
    const kept = await get<ImportedPracticeDayDetail>(stage, `/practice-days/${day}`);
    expect(dataOf(kept).laps).toMatchObject({ pending: 0, failed: 0 });
  });

  it('is kept while it is the last word on a day: somebody cancelled it', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);
    const { job_id: job } = dataOf(await ingest(stage, SLUG, dates[1]!));
    await cancel(job);
    await forgetAfter(31);
    const whileLast = await statusOf(job);
    await until(async () => (await findQueue()).in_flight === 0);
    simulator.faults.clear();
    await importDay(stage, SLUG, dates[1]!);
    await forgetAfter(0);

    expect([whileLast, await statusOf(job)]).toEqual([200, 404]);
  });

  it('is kept while it is what followed upon a cancelled one that is kept', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);
    const both = { track_id: trackId(SLUG), dates: [dates[3]!, dates[4]!] };
    const begun = await post<IngestRangeResult>(stage, '/practice-days/ingest-range', both);
    const { job_id: cancelled } = dataOf(begun);
    await cancel(cancelled);
    await until(async () => (await findQueue()).in_flight === 0);
    simulator.faults.clear();
    const { job_id: later } = dataOf(await ingest(stage, SLUG, dates[3]!));
    await untilJobEnds(stage, later);
    await forgetAfter(31);

    expect([await statusOf(cancelled), await statusOf(later)]).toEqual([200, 200]);
  });

  it('is kept however old it is while it has not ended', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);
    const { job_id: job } = dataOf(await ingest(stage, SLUG, dates[2]!));
    await forgetAfter(365);

    expect(await statusOf(job)).toBe(200);
    await cancel(job);
  });
});
