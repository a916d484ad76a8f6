import fc from 'fast-check';
import { CUT_AT } from './connection-cutter.js';
import type { Faults } from './page-site.js';
import type { CalendarFault, DayFault } from './site-pages.js';
import type { WorldChange, WorldDates } from './site-world.js';

/** Where a sequence begins: the age of a month decides how long a copy of it counts. */
export interface Beginning {
  instant: string;
  where: WorldDates;
  /** Sessions of each date. */
  counts: number[];
}

export type Ask =
  { type: 'discover'; refresh: boolean } | { type: 'ingest'; day: number } | { type: 'jobs' };

/** Something happens at LiveRC, time passes, and somebody asks. */
export interface Round {
  change: WorldChange | null;
  waitMs: number;
  /** The clock runs ahead by an hour from now on, or shows the right time again. */
  clock: 'ahead' | 'back' | null;
  restart: boolean;
  ask: Ask;
  faults: Faults;
  /** The table at which a statement is cut in its midst. */
  cutAt: string | null;
}

export interface Sequence {
  beginning: Beginning;
  rounds: Round[];
}

const INSTANT = '2025-11-20T12:00:00Z';
const MONTHS: WorldDates[] = [
  month('2025-11', ['03', '09', '17', '20']),
  month('2025-10', ['04', '11', '18', '25']),
  month('2025-08', ['02', '09', '17', '30']),
];
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const draw = fc.nat({ max: 11 });
/** The first two dates mostly: what happens to one day again and again is what is judged. */
const someDay = fc.constantFrom(0, 0, 0, 1, 1, 2, 3);
const few = fc.integer({ min: 1, max: 2 });
const always = <T>(value: T) => fc.constant(value);

const calendarFault: fc.Arbitrary<CalendarFault> = fc.oneof(
  { weight: 5, arbitrary: always<CalendarFault>({ type: 'true' }) },
  { weight: 2, arbitrary: fc.record({ type: always('stale' as const), ago: few }) },
  { weight: 2, arbitrary: fc.record({ type: always('short' as const), day: draw }) },
  { weight: 1, arbitrary: fc.record({ type: always('miscounted' as const), day: draw }) },
  { weight: 1, arbitrary: always<CalendarFault>({ type: 'wrong-month' }) },
  { weight: 1, arbitrary: always<CalendarFault>({ type: 'unrelated' }) },
  { weight: 1, arbitrary: always<CalendarFault>({ type: 'other-track' }) },
);

const dayFault: fc.Arbitrary<DayFault> = fc.oneof(
  { weight: 6, arbitrary: always<DayFault>({ type: 'true' }) },
  { weight: 2, arbitrary: fc.record({ type: always('stale' as const), ago: few }) },
  { weight: 2, arbitrary: fc.record({ type: always('short' as const), rows: few }) },
  { weight: 2, arbitrary: fc.record({ type: always('fewer' as const), rows: few }) },
  { weight: 1, arbitrary: always<DayFault>({ type: 'empty' }) },
  { weight: 1, arbitrary: always<DayFault>({ type: 'miscounted' }) },
  { weight: 1, arbitrary: fc.record({ type: always('doubled' as const), session: draw }) },
  { weight: 1, arbitrary: always<DayFault>({ type: 'wrong-date' }) },
  { weight: 1, arbitrary: always<DayFault>({ type: 'unrelated' }) },
  { weight: 1, arbitrary: always<DayFault>({ type: 'other-track' }) },
);

const TRUE: Faults = {
  calendar: { type: 'true' },
  days: [{ type: 'true' }, { type: 'true' }, { type: 'true' }, { type: 'true' }],
};

const faults: fc.Arbitrary<Faults> = fc.oneof(
  { weight: 4, arbitrary: always(TRUE) },
  { weight: 2, arbitrary: few.map(wholeSiteStale) },
  {
    weight: 4,
    arbitrary: fc.record({
      calendar: calendarFault,
      days: fc.array(dayFault, { minLength: 4, maxLength: 4 }),
    }),
  },
);

const change: fc.Arbitrary<WorldChange> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: always('session-added' as const), day: draw }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'session-removed' as const,
        'session-removed' as const,
        'session-grown' as const,
        'session-shrunk' as const,
        'session-renamed' as const,
      ),
      day: draw,
      session: draw,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: always('session-moved' as const),
      day: draw,
      session: draw,
      to: draw,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: always('session-doubled' as const),
      day: draw,
      session: draw,
      to: draw,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: always('day-removed' as const), day: draw }) },
  { weight: 1, arbitrary: fc.record({ type: always('taken-back' as const), ago: few }) },
);

const ask: fc.Arbitrary<Ask> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ type: always('discover' as const), refresh: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ type: always('ingest' as const), day: someDay }) },
  { weight: 2, arbitrary: always<Ask>({ type: 'jobs' }) },
);

/**
 * A round that may have the faults of the one before it, or its ask too: false pages agree with one
 * another, and people ask again.
 */
interface DrawnRound extends Round {
  repeats: 'nothing' | 'faults' | 'faults and ask';
}

const round: fc.Arbitrary<DrawnRound> = fc.record({
  repeats: fc.constantFrom(
    ...(['nothing', 'nothing', 'nothing', 'nothing'] as const),
    ...(['faults', 'faults and ask', 'faults and ask'] as const),
  ),
  change: fc.option(change, { freq: 2 }),
  waitMs: fc.constantFrom(
    ...[
      SECOND,
      6 * SECOND,
      6 * SECOND,
      61 * SECOND,
      61 * SECOND,
      61 * SECOND,
      601 * SECOND,
      601 * SECOND,
    ],
    ...[DAY + MINUTE, 8 * DAY],
  ),
  clock: fc.oneof(
    { weight: 14, arbitrary: always(null) },
    { weight: 1, arbitrary: always('ahead' as const) },
    { weight: 1, arbitrary: always('back' as const) },
  ),
  restart: fc.nat({ max: 39 }).map((one) => one === 39),
  ask,
  faults,
  cutAt: fc.oneof(
    { weight: 14, arbitrary: always(null) },
    { weight: 1, arbitrary: fc.constantFrom(...CUT_AT) },
  ),
});

const beginning: fc.Arbitrary<Beginning> = fc.record({
  instant: always(INSTANT),
  where: fc.constantFrom(...MONTHS),
  counts: fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.nat({ max: 3 }),
    fc.nat({ max: 2 }),
    fc.nat({ max: 2 }),
  ),
});

const anyOrder: fc.Arbitrary<Sequence> = fc.record({
  beginning,
  rounds: fc.array(round, { minLength: 2, maxLength: 6 }).map(withRepeats),
});

/** The first two dates have the same fault, or the whole site is an older copy. */
const oneLie: fc.Arbitrary<Faults> = fc.oneof(
  { weight: 2, arbitrary: always(wholeSiteStale(1)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(calendarFault, dayFault)
      .map(([calendar, day]) => ({ calendar, days: [day, day, ...TRUE.days.slice(2)] })),
  },
);

/** A day gains a session, everybody learns of it, and then LiveRC lies again and again, the same lie. */
const insistence: fc.Arbitrary<Sequence> = fc
  .record({
    beginning,
    day: fc.nat({ max: 1 }),
    firstAsk: ask,
    lie: oneLie,
    again: fc.array(fc.record({ waitMs: fc.constantFrom(1, 6, 30, 59, 61, 601), ask }), {
      minLength: 2,
      maxLength: 4,
    }),
  })
  .map(({ beginning: begun, day, firstAsk, lie, again }) => {
    const ofTheDay = (one: Ask): Ask => (one.type === 'ingest' ? { ...one, day } : one);
    const first = { ...QUIET, change: { type: 'session-added' as const, day }, ask: firstAsk };
    const rounds = again.map((one) => ({
      ...QUIET,
      waitMs: one.waitMs * SECOND,
      ask: ofTheDay(one.ask),
      faults: lie,
    }));
    return { beginning: begun, rounds: [{ ...first, ask: ofTheDay(firstAsk) }, ...rounds] };
  });

const QUIET: Round = {
  change: null,
  waitMs: MINUTE,
  clock: null,
  restart: false,
  ask: { type: 'jobs' },
  faults: TRUE,
  cutAt: null,
};

/** Any order of true, short, stale, doubled and wrong pages, with what people and jobs ask for. */
export const sequence: fc.Arbitrary<Sequence> = fc.oneof(
  { weight: 3, arbitrary: anyOrder },
  { weight: 1, arbitrary: insistence },
);

function withRepeats(drawn: DrawnRound[]): Round[] {
  const rounds: Round[] = [];
  for (const { repeats, ...one } of drawn) {
    const last = rounds.at(-1);
    const faults = last && repeats !== 'nothing' ? last.faults : one.faults;
    const again = last && repeats === 'faults and ask' ? last.ask : one.ask;
    rounds.push({ ...one, faults, ask: again });
  }
  return rounds;
}

/** Every page is an older copy of the same age. */
function wholeSiteStale(ago: number): Faults {
  const stale = { type: 'stale' as const, ago };
  return { calendar: stale, days: [stale, stale, stale, stale] };
}

function month(name: string, days: string[]): WorldDates {
  return { month: name, dates: days.map((day) => `${name}-${day}`) };
}
