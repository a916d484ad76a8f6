import { discoverRange, ofType, readEvents, readNdjson } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, startTrackside, trackId } from './support/trackside.js';
import { daysBefore, latestToday, monthsAgo, trueDays } from './support/truth.js';

const SLUG = 'tallowick';

describe('discovering practice days of a range', () => {
  const stage = trackside();
  const { simulator } = stage;

  const today = latestToday();
  const first = monthsAgo(11);
  const ranges = [
    { name: 'the last 180 days', start: daysBefore(today, 180), end: today, dates: {} },
    {
      name: 'twelve months',
      start: `${first.year}-${String(first.month).padStart(2, '0')}-01`,
      end: today,
      dates: {},
    },
  ].map((range) =>
    range.name === 'the last 180 days'
      ? range
      : { ...range, dates: { start_date: range.start, end_date: range.end } },
  );

  describe.each(ranges)('$name', ({ start, end, dates }) => {
    it('gives as JSON what LiveRC shows, field by field, newest first', async () => {
      const result = await discoverRange(stage, { track_id: trackId(SLUG), ...dates });

      expect(result.practice_days).toEqual(trueDays(simulator, SLUG, start, end));
      expect(result.practice_days.length).toBeGreaterThan(10);
      expect(result).toMatchObject({ complete: true, truncated: false });
    });

    it('gives the same days as NDJSON and as Server-Sent Events', async () => {
      const truth = trueDays(simulator, SLUG, start, end);

      const { records } = await readNdjson(stage, { track_id: trackId(SLUG), ...dates });
      const { events } = await readEvents(stage, { track_id: trackId(SLUG), ...dates });

      for (const stream of [records, events.map(({ record }) => record)]) {
        const days = ofType(stream, 'month').flatMap((month) => month.practice_days);
        expect(days.sort((a, b) => (a.date < b.date ? 1 : -1))).toEqual(truth);
        expect(stream.at(-1)).toMatchObject({ type: 'done', total: truth.length, complete: true });
      }
    });

    it('costs no page the second time, nor after a restart', async () => {
      const body = { track_id: trackId(SLUG), ...dates };
      const cold = await discoverRange(stage, body);
      simulator.requests.clear();

      const warm = await discoverRange(stage, body);
      const restarted = await startTrackside(stage.databaseUrl, stage.liverc);
      const afterRestart = await discoverRange(restarted, body);
      await restarted.close();

      expect(pagesAsked(simulator)).toBe(0);
      expect(warm.practice_days).toEqual(cold.practice_days);
      expect(afterRestart.practice_days).toEqual(cold.practice_days);
      expect(warm.months.every((month) => ['cache', 'store'].includes(month.source))).toBe(true);
    });
  });

  it('sends the first listing after one page, before any other page is answered', async () => {
    let listings = 0;
    let answeredAtFirst = NaN;
    simulator.faults.set([{ effect: { type: 'delay', ms: 150 } }]);

    await readEvents(
      stage,
      { track_id: trackId(SLUG) },
      {
        onEvent: ({ event }) => {
          if (event !== 'listing' || (listings += 1) > 1) return;
          const answered = simulator.requests.records().filter((r) => r.outcome === 'answered');
          answeredAtFirst = answered.length;
        },
      },
    );

    expect(answeredAtFirst).toBe(1);
    expect(listings).toBeGreaterThan(2);
  });

  it('asks for no month without practice: one calendar names them all', async () => {
    const range = { start: daysBefore(today, 330), end: today };
    const months = simulator.truth
      .months(SLUG)
      .filter((month) => month >= range.start.slice(0, 7) && month <= range.end.slice(0, 7));

    await readNdjson(stage, {
      track_id: trackId(SLUG),
      start_date: range.start,
      end_date: range.end,
    });

    const asked = simulator.requests.records({ page: 'calendar' }).map((record) => record.month);
    const newest = today.slice(0, 7);
    expect(asked.filter((month) => month !== newest).sort()).toEqual(
      months.filter((month) => month !== newest).sort(),
    );
    expect(simulator.requests.counts().by_page.day).toBe(
      trueDays(simulator, SLUG, range.start, today).length,
    );
  });

  it('names each month of `started` in exactly one `month`, and `done` last', async () => {
    const { records } = await readNdjson(stage, { track_id: trackId(SLUG) });

    const [started] = ofType(records, 'started');
    const ends = ofType(records, 'month').map(({ year, month }) => ({ year, month }));
    expect(ends.length).toBe(started!.months.length);
    expect(new Set(ends.map((month) => JSON.stringify(month)))).toEqual(
      new Set(started!.months.map((month) => JSON.stringify(month))),
    );
    expect(records.filter((record) => record.type === 'done')).toEqual([records.at(-1)]);
  });

  it('leaves out days outside the range everywhere', async () => {
    const [day] = trueDays(simulator, SLUG, daysBefore(today, 120), daysBefore(today, 60));
    const dates = { start_date: day!.date, end_date: day!.date };

    const { records } = await readNdjson(stage, { track_id: trackId(SLUG), ...dates });

    expect(ofType(records, 'month').flatMap((month) => month.practice_days)).toEqual([day]);
    const listed = ofType(records, 'listing').flatMap((listing) => listing.practice_days);
    expect(listed).toEqual([
      { date: day!.date, track_slug: SLUG, session_count: day!.session_count },
    ]);
  });

  it('asks for no day outside the range, and later only for those', async () => {
    const days = trueDays(simulator, SLUG, daysBefore(today, 150), daysBefore(today, 35));
    const inMonthOf = (date: string) => days.filter((day) => day.date.startsWith(date.slice(0, 7)));
    // The newest day of a month that has more of them.
    const newest = days.find(({ date }) => {
      const ofMonth = inMonthOf(date);
      return ofMonth[0]!.date === date && ofMonth.length >= 3;
    });
    const month = newest!.date.slice(0, 7);
    const track_id = trackId(SLUG);
    const dates = { start_date: newest!.date, end_date: newest!.date };

    await discoverRange(stage, { track_id, ...dates });
    const first = simulator.requests.records({ page: 'day' }).map(({ date }) => date);
    await discoverRange(stage, { track_id, ...dates });
    const whole = { start_date: `${month}-01`, end_date: newest!.date };
    const { practice_days } = await discoverRange(stage, { track_id, ...whole });

    expect(first).toEqual([newest!.date]);
    expect(practice_days).toEqual(trueDays(simulator, SLUG, `${month}-01`, newest!.date));
    const asked = simulator.requests.records({ page: 'day' }).map(({ date }) => date);
    expect(asked.slice(1).sort()).toEqual(
      practice_days
        .map(({ date }) => date)
        .filter((date) => date !== newest!.date)
        .sort(),
    );
    expect(simulator.requests.count({ page: 'calendar' })).toBe(1);
  });

  it('says truly none for a track without any practice, after one page', async () => {
    const empty = simulator.truth
      .tracks()
      .find(({ slug }) => simulator.truth.months(slug).length === 0)!.slug;

    const result = await discoverRange(stage, { track_id: trackId(empty) });

    expect(result.practice_days).toEqual([]);
    expect(result.complete).toBe(true);
    expect(pagesAsked(simulator)).toBe(1);
  });
});
