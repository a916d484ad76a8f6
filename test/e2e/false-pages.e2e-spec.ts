import { type FaultEffect, type FaultRule, type Simulator } from '@trackside/simulator';
import { discoverRange, ofType, readNdjson } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { monthsAgo, trueDays } from './support/truth.js';

const SLUG = 'tallowick';

describe('pages that are not what was asked for', () => {
  const stage = trackside();
  const { simulator } = stage;

  function failWith(...rules: FaultRule[]): void {
    simulator.faults.set(rules);
  }

  const month = settledMonth(simulator);
  const wholeMonth = { track_id: trackId(SLUG), months: [month] };
  const monthName = `${month.year}-${String(month.month).padStart(2, '0')}`;
  const monthDays = () => trueDays(simulator, SLUG, `${monthName}-01`, `${monthName}-31`);

  const falsePages: [string, FaultEffect][] = [
    ['an unrelated page', { type: 'unrelated-page' }],
    ['a login page', { type: 'login-page' }],
    ['JSON', { type: 'json' }],
    ['binary', { type: 'binary' }],
    ['UTF-16', { type: 'utf-16' }],
    ['another month', { type: 'wrong-month' }],
    ['another track’s page', { type: 'other-track' }],
    ['a calendar whose table is gone', { type: 'changed-markup', change: 'table-gone' }],
    ['a calendar whose columns moved', { type: 'changed-markup', change: 'columns-moved' }],
    ['a calendar whose rows lack links', { type: 'changed-markup', change: 'row-without-link' }],
    ['a calendar without its list of months', { type: 'changed-markup', change: 'months-gone' }],
    ['a redirect elsewhere', { type: 'redirect', location: 'http://203.0.113.7/' }],
    ['a redirect loop', { type: 'redirect' }],
    ['a huge page', { type: 'huge-page', megabytes: 20 }],
    ['a gzip bomb', { type: 'gzip-bomb', megabytes: 50 }],
    ['100,000 nested tags', { type: 'nested-tags', depth: 100_000 }],
  ];

  it.each(falsePages)(
    'takes %s for a calendar as an error, never as no practice',
    async (_, effect) => {
      failWith({ match: { page: 'calendar' }, effect });

      const { records } = await readNdjson(stage, wholeMonth);
      const stored = await stage.query('SELECT * FROM practice_months');

      expect(ofType(records, 'month_failed')).toMatchObject([
        { ...month, code: 'LIVERC_PAGE_CHANGED', message: expect.stringContaining('http') },
      ]);
      expect(stored).toEqual([]);
    },
  );

  it.each<[string, FaultEffect]>([
    ['an empty body', { type: 'empty-body' }],
    ['a page cut in the middle', { type: 'cut-page' }],
  ])('takes %s for a calendar damaged on the way, never for no practice', async (_, effect) => {
    failWith({ match: { page: 'calendar' }, effect });

    const { records } = await readNdjson(stage, wholeMonth);
    const stored = await stage.query('SELECT * FROM practice_months');

    expect(ofType(records, 'month_failed')).toMatchObject([
      { ...month, code: 'LIVERC_UNAVAILABLE', message: expect.stringContaining('http') },
    ]);
    expect(stored).toEqual([]);
  });

  const falseDays: [string, FaultEffect][] = [
    ['another date', { type: 'wrong-date' }],
    ['another track’s day', { type: 'other-track' }],
    ['a day whose table is gone', { type: 'changed-markup', change: 'table-gone' }],
    ['a day whose columns moved', { type: 'changed-markup', change: 'columns-moved' }],
    ['a day cut in the middle', { type: 'cut-page' }],
    ['an unrelated page', { type: 'unrelated-page' }],
    ['403', { type: 'status', status: 403 }],
    ['410', { type: 'status', status: 410 }],
  ];

  it.each(falseDays)('names a day that answers %s as missing', async (_, effect) => {
    const { date } = monthDays()[1]!;
    failWith({ match: { page: 'day', date }, effect });

    const result = await discoverRange(stage, wholeMonth);

    expect(result.months).toMatchObject([{ status: 'partial', missing_dates: [date] }]);
    expect(result.practice_days).toEqual(monthDays().filter((day) => day.date !== date));
  });

  it('gives a day with a row it can’t read as not verified, with the row counted', async () => {
    const day = monthDays()[0]!;
    failWith({
      match: { page: 'day', date: day.date },
      effect: { type: 'changed-markup', change: 'row-without-id' },
    });

    const result = await discoverRange(stage, wholeMonth);

    expect(result.practice_days[0]).toMatchObject({
      date: day.date,
      session_count: day.session_count,
      verified: false,
    });
  });
});

/** A month that has settled, within 180 days, with at least three days of practice. */
function settledMonth(simulator: Simulator): { year: number; month: number } {
  for (let ago = 2; ago < 6; ago += 1) {
    const { year, month } = monthsAgo(ago);
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (!simulator.truth.months(SLUG).includes(name)) continue;
    if (simulator.truth.month(SLUG, name).practice_days.length >= 3) return { year, month };
  }
  throw new Error('the simulated track has no month to test with');
}
