import fc from 'fast-check';
import { SimulatorTruth, type SessionTruth } from './truth.js';
import { World } from './world/world.js';

const world = new World(7, '2025-11-20', 400);
const truth = new SimulatorTruth(world);
const slugs = truth.tracks().map(({ slug }) => slug);

/** Any practice day of any track, as slug and date. */
const anyDay = fc
  .tuple(fc.constantFrom(...slugs), fc.nat(), fc.nat())
  .map(([slug, monthDraw, dayDraw]) => {
    const months = truth.months(slug);
    if (months.length === 0) return null;
    const days = world.daysOf(world.findTrack(slug)!, months[monthDraw % months.length]!);
    return { slug, ...days[dayDraw % days.length]! };
  })
  .filter((day) => day !== null);

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const milliseconds = (seconds: number) => Math.round(seconds * 1000);
const lapsOf = (session: SessionTruth) =>
  session.laps.map((lap) => milliseconds(lap.lap_time_seconds));

function expectDay({
  slug,
  date,
  sessionCount,
}: {
  slug: string;
  date: string;
  sessionCount: number;
}) {
  const day = truth.day(slug, date)!;
  const names = new Set(day.sessions.map(({ driver_name }) => driver_name));
  names.delete('Unknown Driver');
  const starts = day.sessions.map(({ started_at }) => started_at);
  expect(day.sessions).toHaveLength(sessionCount);
  expect(day.session_count).toBe(sessionCount);
  expect(day.total_laps).toBe(sum(day.sessions.map(({ laps }) => laps.length)));
  expect(day.total_track_time_seconds).toBe(sum(day.sessions.map((row) => row.duration_seconds)));
  expect(day.unique_drivers).toBe(names.size);
  expect(day.unique_classes).toBe(new Set(day.sessions.map((row) => row.class_name)).size);
  expect(starts).toEqual([...starts].sort().reverse());
  expect(starts.filter((start) => !start.startsWith(date))).toEqual([]);
  expect(day.time_range_start).toBe(starts.at(-1)!.slice(11, 16));
  expect(day.time_range_end).toBe(starts[0]!.slice(11, 16));
}

function expectRow(session: SessionTruth) {
  const laps = lapsOf(session);
  const average = laps.length === 0 ? null : Math.round(sum(laps) / laps.length) / 1000;
  expect(session.lap_count).toBe(laps.length);
  expect(session.duration_seconds).toBe(Math.round(sum(laps) / 1000));
  expect(session.fastest_lap_seconds).toBe(laps.length === 0 ? null : Math.min(...laps) / 1000);
  expect(session.average_lap_seconds).toBe(average);
}

function expectValidity({ laps, detail }: SessionTruth) {
  for (const lap of laps) {
    const inside =
      lap.lap_time_seconds >= detail.valid_lap_min_seconds &&
      lap.lap_time_seconds <= detail.valid_lap_max_seconds;
    expect(lap.is_valid).toBe(inside);
  }
}

function expectDetail(session: SessionTruth) {
  const { detail } = session;
  const valid = session.laps.filter((lap) => lap.is_valid).map((lap) => lap.lap_time_seconds);
  const ascending = [...valid].sort((a, b) => a - b);
  const mean = sum(valid) / valid.length;
  const deviation = Math.sqrt(sum(valid.map((lap) => (lap - mean) ** 2)) / valid.length);
  const bestOf = (count: number) => sum(ascending.slice(0, count)) / count;
  expect(detail.fastest_lap_seconds).toBe(ascending[0] ?? null);
  for (const count of [5, 10, 15] as const) {
    const printed = detail[`average_top_${count}_seconds`];
    if (valid.length < count) expect(printed).toBeNull();
    else expect(Math.abs(printed! - bestOf(count))).toBeLessThan(0.0006);
  }
  if (valid.length === 0) return;
  expect(Math.abs(detail.average_lap_seconds! - mean)).toBeLessThan(0.0006);
  expect(Math.abs(detail.standard_deviation_seconds! - deviation)).toBeLessThan(0.0006);
  const consistency = 100 * (1 - deviation / mean);
  expect(Math.abs(detail.consistency_percent! - consistency)).toBeLessThan(0.0006);
}

describe('the truth of any track and day', () => {
  it('has totals that equal its rows, newest first', () => {
    fc.assert(fc.property(anyDay, expectDay), { numRuns: 60 });
  });

  it('has rows that equal their laps', () => {
    const rowsOf = ({ slug, date }: { slug: string; date: string }) =>
      truth.day(slug, date)!.sessions.slice(0, 60).forEach(expectRow);
    fc.assert(fc.property(anyDay, rowsOf), { numRuns: 40 });
  });

  it('has detail figures that count valid laps alone', () => {
    fc.assert(
      fc.property(anyDay, ({ slug, date }) => {
        for (const session of truth.day(slug, date)!.sessions.slice(0, 15)) {
          expectValidity(session);
          expectDetail(session);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('tells the same in month, day and session', () => {
    fc.assert(
      fc.property(anyDay, ({ slug, date }) => {
        const { sessions, ...totals } = truth.day(slug, date)!;
        expect(truth.month(slug, date.slice(0, 7)).practice_days).toContainEqual(totals);
        expect(truth.session(slug, sessions[0]!.source_session_id)).toEqual(sessions[0]);
      }),
    );
  });

  it('has months exactly where there are days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...slugs), fc.integer({ min: 2015, max: 2026 }), (slug, year) => {
        for (let month = 1; month <= 12; month++) {
          const text = `${year}-${String(month).padStart(2, '0')}`;
          const days = truth.month(slug, text).practice_days;
          expect(days.length > 0).toBe(truth.months(slug).includes(text));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the truth of events', () => {
  it('has unique ids, real dates newest first, and null for dates that can not be', () => {
    const events = slugs.flatMap((slug) => truth.events(slug));
    expect(events.length).toBeGreaterThan(1000);
    expect(new Set(events.map((event) => event.source_event_id)).size).toBe(events.length);
    const junk = events.filter(({ start_date }) => start_date === null);
    expect(junk.map(({ printed_date }) => printed_date)).toContain('0202-11-19');
    expect(events.some(({ entries }) => entries === 0)).toBe(true);
    expect(events.some((event) => event.start_date !== event.end_date)).toBe(true);
    expect(events.some(({ start_date }) => start_date !== null && start_date > '2025-11-20')).toBe(
      true,
    );
  });

  it('has tracks without events', () => {
    expect(truth.events('larchmere')).toEqual([]);
  });

  it('has a status that agrees with the events and practice of today', () => {
    for (const { slug, status } of truth.tracks()) {
      const racing = truth
        .events(slug)
        .some(
          ({ start_date, end_date }) => start_date! <= '2025-11-20' && end_date! >= '2025-11-20',
        );
      if (status === 'racing') expect(racing).toBe(true);
      if (status === 'practice') expect(truth.day(slug, '2025-11-20')).not.toBeNull();
    }
  });

  it('names the track that it does not know', () => {
    expect(() => truth.months('nosuchtrack')).toThrow('no track "nosuchtrack"');
  });
});
