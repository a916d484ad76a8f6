import type { Simulator } from '@trackside/simulator';
import { discoverRange, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';
import { monthsAgo, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
/** Short time-outs, so that a hang is noticed while the test waits. */
const IMPATIENT = {
  PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS: '2.5',
  PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS: '2.5',
};

describe('asking for what hangs for somebody else', () => {
  const stage = trackside();
  const { simulator } = stage;
  const month = monthWithPractice(simulator);
  const name = nameOf(month);
  const wholeMonth = { track_id: trackId(SLUG), months: [month] };
  const truth = trueDays(simulator, SLUG, `${name}-01`, `${name}-31`);
  const hanging = truth[0]!.date;

  it('brings a day page anew, for both, where the site has answered others meanwhile', async () => {
    simulator.faults.set([{ match: { date: hanging }, times: 1, effect: { type: 'hang' } }]);
    const first = discoverRange(stage, wholeMonth);
    await until(() => simulator.requests.count({ page: 'day' }) === truth.length);
    await until(() => simulator.requests.counts().in_flight === 1);

    const second = await discoverRange(stage, wholeMonth);

    expect(second).toMatchObject({ complete: true, practice_days: truth });
    expect(await first).toMatchObject({ complete: true, practice_days: truth });
    expect(simulator.requests.count({ date: hanging })).toBe(2);
    expect(simulator.requests.counts().total).toBe(1 + truth.length + 1);
  });

  it('reads what the first one failed to read, although nothing else was answered', async () => {
    await stage.restart(IMPATIENT);
    simulator.faults.set([{ match: { page: 'calendar' }, times: 1, effect: { type: 'hang' } }]);
    const first = post(stage, '/practice-days/discover-range', wholeMonth);
    await until(() => simulator.requests.count({ page: 'calendar' }) === 1);

    const second = await discoverRange(stage, wholeMonth);

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second).toMatchObject({ complete: true, practice_days: truth });
    expect(simulator.requests.count({ page: 'calendar' })).toBe(2);
  });

  it('imports the day although the first click on it failed', async () => {
    await stage.restart(IMPATIENT);
    simulator.faults.set([{ match: { page: 'day' }, times: 1, effect: { type: 'hang' } }]);
    const day = { track_id: trackId(SLUG), date: hanging };
    const first = post(stage, '/practice-days/ingest', day);
    await until(() => simulator.requests.count({ page: 'day' }) === 1);

    const second = await post(stage, '/practice-days/ingest', day);

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second.status).toBe(201);
    expect(second.body).toMatchObject({
      data: { sessions_ingested: truth[0]!.session_count },
    });
  });

  it('reads the catalogue although the reading under way fails', async () => {
    await stage.restart(IMPATIENT);
    await stage.query("UPDATE catalogue_readings SET fetched_at = now() - interval '1 day'");
    simulator.faults.set([{ match: { page: 'catalogue' }, times: 1, effect: { type: 'hang' } }]);
    const first = post(stage, '/tracks/sync', {});
    await until(() => simulator.requests.count({ page: 'catalogue' }) === 1);

    const second = await post(stage, '/tracks/sync', {});

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second.body).toMatchObject({ data: { listed: 30 } });
    expect(simulator.requests.count({ page: 'catalogue' })).toBe(2);
  });

  it('fails once the page hangs for this one too', async () => {
    await stage.restart(IMPATIENT);
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);
    const first = post(stage, '/practice-days/discover-range', wholeMonth);
    await until(() => simulator.requests.count({ page: 'calendar' }) === 1);

    const second = await post(stage, '/practice-days/discover-range', wholeMonth);

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second.body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(simulator.requests.count({ page: 'calendar' })).toBe(2);
  });
});

/** A settled month with several days of practice. */
function monthWithPractice(simulator: Simulator): { year: number; month: number } {
  for (let ago = 2; ago < 24; ago += 1) {
    const month = monthsAgo(ago);
    const name = nameOf(month);
    if (!simulator.truth.months(SLUG).includes(name)) continue;
    if (simulator.truth.month(SLUG, name).practice_days.length >= 3) return month;
  }
  throw new Error('the simulated track has no month to test with');
}

function nameOf({ year, month }: { year: number; month: number }): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
