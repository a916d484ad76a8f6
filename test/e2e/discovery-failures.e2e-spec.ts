import type { FaultRule } from '@trackside/simulator';
import { dataOf, discoverRange, get, ofType, post, readNdjson } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, query, startTrackside, trackId, until } from './support/trackside.js';
import { daysBefore, latestToday, monthsAgo, settledMonth, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
/** Short time-outs, so that a hang is noticed while the test waits. */
const IMPATIENT = {
  PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS: '2.5',
  PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS: '2.5',
};

function monthOf({ year, month }: { year: number; month: number }): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

describe('discovering while LiveRC fails', () => {
  const stage = trackside({ environment: IMPATIENT });
  const { simulator } = stage;
  const today = latestToday();
  const truth = () => trueDays(simulator, SLUG, daysBefore(today, 180), today);

  function failWith(...rules: FaultRule[]): void {
    simulator.faults.set(rules);
  }

  const month = settledMonth(simulator, SLUG);
  const wholeMonth = { track_id: trackId(SLUG), months: [month] };
  const monthName = `${month.year}-${String(month.month).padStart(2, '0')}`;
  const monthDays = () => trueDays(simulator, SLUG, `${monthName}-01`, `${monthName}-31`);

  it('names a hanging day, gives the rest, and is complete when asked again', async () => {
    const hanging = monthDays()[0]!.date;
    failWith({ match: { page: 'day', date: hanging }, effect: { type: 'hang' } });

    const partial = await discoverRange(stage, { track_id: trackId(SLUG) });
    failWith();
    simulator.requests.clear();
    const whole = await discoverRange(stage, { track_id: trackId(SLUG) });

    expect(partial.practice_days).toEqual(truth().filter(({ date }) => date !== hanging));
    expect(partial.complete).toBe(false);
    expect(partial.months.filter(({ status }) => status !== 'complete')).toMatchObject([
      { ...month, status: 'partial', missing_dates: [hanging], error: { code: 'LIVERC_TIMEOUT' } },
    ]);
    expect(whole.practice_days).toEqual(truth());
    expect(whole.complete).toBe(true);
    expect(simulator.requests.records().map(({ date }) => date)).toEqual([hanging]);
  });

  it('names a hanging calendar, gives the other months, and is complete when asked again', async () => {
    failWith({ match: { page: 'calendar', month: monthName }, effect: { type: 'hang' } });

    const { records } = await readNdjson(stage, { track_id: trackId(SLUG) });
    failWith();
    const whole = await discoverRange(stage, { track_id: trackId(SLUG) });

    expect(ofType(records, 'month_failed')).toMatchObject([{ ...month, code: 'LIVERC_TIMEOUT' }]);
    const days = ofType(records, 'month').flatMap((record) => record.practice_days);
    expect(days).toHaveLength(truth().length - monthDays().length);
    expect(records.at(-1)).toMatchObject({ type: 'done', complete: false, months: { failed: 1 } });
    expect(whole.practice_days).toEqual(truth());
  });

  it('goes on with the other months while the newest calendar hangs', async () => {
    const newest = monthsAgo(0);
    const name = `${newest.year}-${String(newest.month).padStart(2, '0')}`;
    failWith({ match: { page: 'calendar', month: name }, effect: { type: 'hang' } });

    const { records } = await readNdjson(stage, { track_id: trackId(SLUG) });

    const failed = records.findIndex((record) => record.type === 'month_failed');
    expect(failed).toBeGreaterThan(0);
    const others = truth().filter(({ date }) => !date.startsWith(name));
    const days = ofType(records, 'month').flatMap((record) => record.practice_days);
    expect(days).toHaveLength(others.length);
  });

  it('gives everything although 2 % of the pages answer 503, or names what is missing', async () => {
    // This seed strikes the 5th, the 8th and the 11th page: no run goes by without a fault.
    failWith({ probability: 0.02, seed: 125, effect: { type: 'status', status: 503 } });
    const range = { start_date: daysBefore(today, 330), end_date: today };

    const result = await discoverRange(stage, { track_id: trackId(SLUG), ...range });
    const faultsHit = simulator.faults.struck();
    failWith();
    const again = await discoverRange(stage, { track_id: trackId(SLUG), ...range });

    const missing = result.months.flatMap((state) => state.missing_dates);
    const failed = result.months.filter(({ status }) => status === 'failed');
    const whole = trueDays(simulator, SLUG, range.start_date, today);
    const given = result.practice_days.map(({ date }) => date);
    const failedMonths = failed.map(monthOf);
    const explained = (date: string): boolean =>
      [...given, ...missing].includes(date) || failedMonths.includes(date.slice(0, 7));
    expect(faultsHit).toBeGreaterThanOrEqual(3);
    expect(result.practice_days.length + missing.length + failed.length).toBeGreaterThan(0);
    expect(result.complete).toBe(missing.length + failed.length === 0);
    expect(whole.filter(({ date }) => !explained(date))).toEqual([]);
    expect(again.practice_days).toEqual(whole);
    expect(again.complete).toBe(true);
  });

  it('answers the newest month’s failure when every month fails', async () => {
    failWith({ effect: { type: 'status', status: 404 } });

    const answer = await post(stage, '/practice-days/discover-range', wholeMonth);

    expect(answer.status).toBe(502);
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: 'LIVERC_PAGE_CHANGED' },
      request_id: expect.any(String),
    });
  });

  it('is complete within 60 s once LiveRC is well again after a full outage', async () => {
    failWith({ effect: { type: 'status', status: 503 } });
    await post(stage, '/practice-days/discover-range', { track_id: trackId(SLUG) });
    failWith();

    const healedAt = performance.now();
    const result = await discoverRange(stage, { track_id: trackId(SLUG) });

    expect(result.complete).toBe(true);
    expect(result.practice_days).toEqual(truth());
    expect(performance.now() - healedAt).toBeLessThan(60_000);
  });

  it('gives the old copy as stale when LiveRC is down, and refreshes it when it is back', async () => {
    await discoverRange(stage, wholeMonth);
    await stage.query("UPDATE practice_months SET fetched_at = now() - interval '40 days'");
    const restarted = await startTrackside(stage.databaseUrl, stage.liverc, IMPATIENT);
    failWith({ effect: { type: 'status', status: 404 } });

    const stale = await discoverRange(restarted, wholeMonth);
    failWith();
    const fresh = await discoverRange(restarted, wholeMonth);
    await restarted.close();

    expect(stale.practice_days).toEqual(monthDays());
    expect(stale.months).toMatchObject([
      { status: 'complete', source: 'store', stale: true, error: { code: 'LIVERC_PAGE_CHANGED' } },
    ]);
    expect(fresh.months).toMatchObject([{ status: 'complete', source: 'liverc', stale: false }]);
  });

  it('asks nothing of LiveRC when it is switched off, and says so', async () => {
    const off = await startTrackside(stage.databaseUrl, stage.liverc, { LIVERC_ENABLED: 'false' });

    const answer = await post(off, '/practice-days/discover-range', wholeMonth);
    const status = dataOf(await get<{ liverc: { state: string } }>(off, '/status'));
    await off.close();

    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ error: { code: 'LIVERC_DISABLED' } });
    expect(status.liverc.state).toBe('disabled');
    expect(pagesAsked(simulator)).toBe(0);
  });

  it('ends unfinished months with LIVERC_TIMEOUT and goes on with them in the background', async () => {
    const hasty = await startTrackside(stage.databaseUrl, stage.liverc, {
      DISCOVER_RANGE_TIMEOUT_SECONDS: '1',
    });
    failWith({ match: { page: 'day' }, effect: { type: 'delay', ms: 2500 } });

    const { records } = await readNdjson(hasty, wholeMonth);
    await until(async () => (await unreadDays(stage.databaseUrl)) === 0);
    simulator.requests.clear();
    const later = await discoverRange(hasty, wholeMonth);
    await hasty.close();

    expect(ofType(records, 'month_failed')).toMatchObject([{ ...month, code: 'LIVERC_TIMEOUT' }]);
    expect(records.at(-1)?.type).toBe('done');
    expect(later.practice_days).toEqual(monthDays());
    expect(pagesAsked(simulator)).toBe(0);
  });

  it('reads a month again on refresh, and only once a minute', async () => {
    await discoverRange(stage, wholeMonth);
    simulator.requests.clear();

    await discoverRange(stage, { ...wholeMonth, refresh: true });
    const first = pagesAsked(simulator);
    await discoverRange(stage, { ...wholeMonth, refresh: true });

    expect(first).toBe(1 + monthDays().length);
    expect(pagesAsked(simulator)).toBe(first);
  });

  it('never answers from a copy that a newer listing has overtaken', async () => {
    await discoverRange(stage, wholeMonth);
    const { date } = monthDays()[1]!;
    simulator.lateUpload(SLUG, date, 2);
    failWith({ match: { page: 'day' }, effect: { type: 'status', status: 404 } });
    const troubled = await discoverRange(stage, { ...wholeMonth, refresh: true });
    failWith();

    const healed = await discoverRange(stage, wholeMonth);

    expect(troubled.months).toMatchObject([{ status: 'partial', stale: true }]);
    expect(troubled.months[0]!.missing_dates).toContain(date);
    expect(troubled.practice_days).toHaveLength(monthDays().length);
    expect(healed.practice_days).toEqual(monthDays());
    expect(healed.complete).toBe(true);
  });

  it('finds a late upload when the copy has expired, and asks for that day alone', async () => {
    await discoverRange(stage, wholeMonth);
    const { date } = monthDays()[1]!;
    simulator.lateUpload(SLUG, date, 3);
    await stage.query("UPDATE practice_months SET fetched_at = now() - interval '40 days'");
    const restarted = await startTrackside(stage.databaseUrl, stage.liverc);
    simulator.requests.clear();

    const result = await discoverRange(restarted, wholeMonth);
    await restarted.close();

    expect(result.practice_days).toEqual(monthDays());
    expect(simulator.requests.records({ page: 'day' }).map((record) => record.date)).toEqual([
      date,
    ]);
    expect(simulator.requests.count({ page: 'calendar' })).toBe(1);
  });
});

async function unreadDays(databaseUrl: string): Promise<number> {
  const rows = await query<{ unread: number }>(
    databaseUrl,
    'SELECT count(*)::integer AS unread FROM practice_days WHERE needs_reading',
  );
  return rows[0]!.unread;
}
