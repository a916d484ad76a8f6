import type { DayRow } from '../rows/row';
import { totalFigures, yearTotals } from './year-totals';
import { yearMap } from './year-map';

const TODAY = '2025-03-10';

function row(date: string, sessions: number | null, laps: number | null): DayRow {
  const totals = laps === null ? null : ({ total_laps: laps } as DayRow['totals']);
  return {
    ...{ kind: 'practice', key: `day:${date}`, date, eventId: null, pending: null, copyOf: null },
    ...{ sessions, totals },
  };
}

function totals(days: DayRow[], ...known: string[]): ReturnType<typeof yearTotals> {
  const knownUntil = new Map(known.map((key) => [key, `${key}-31`]));
  return yearTotals(days, yearMap(2025, { days, knownUntil, practiceMonths: null, today: TODAY }));
}

const DAYS = [row('2025-03-02', 12, 1_100), row('2025-02-09', 3, 40), row('2025-02-01', 2, null)];

describe('what a year comes to', () => {
  it('sums up what is known of it, and counts months that have begun', () => {
    expect(totals(DAYS, '2025-01', '2025-02', '2025-03')).toEqual({
      ...{ days: 3, sessions: 17, laps: 1_140, daysWithoutLaps: 1 },
      ...{ months: 3, monthsKnown: 3 },
    });
  });

  it('says which figures are not whole', () => {
    const figures = totalFigures(totals(DAYS, '2025-03'), { words: '24', unknown: 2 });
    expect(figures).toEqual([
      { name: 'Practice days', value: '3', note: '1 of 3 months read' },
      { name: 'Sessions', value: '17' },
      { name: 'Laps', value: '1,140', note: 'without 1 day' },
      { name: 'Drivers', value: '24', note: '2 unknown besides' },
    ]);
  });

  it('has nothing to add where all is known', () => {
    const whole = totals([row('2025-03-02', 12, 9)], '2025-01', '2025-02', '2025-03');
    expect(totalFigures(whole, null).map(({ note }) => note ?? '')).toEqual(['', '', '', '']);
  });
});
