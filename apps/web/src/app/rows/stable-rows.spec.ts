import { day } from '../../test/records';
import type { DayRow } from './row';
import { keepUnchanged } from './stable-rows';

const TOTALS = day('2025-10-25');

function row(date: string, change: Partial<DayRow> = {}): DayRow {
  return {
    kind: 'practice',
    key: `day:${date}`,
    date,
    sessions: 10,
    totals: TOTALS,
    pending: null,
    eventId: null,
    copyOf: null,
    ...change,
  };
}

describe('rows from one moment to the next', () => {
  it('stay the same objects where nothing changed', () => {
    const before = [row('2025-10-25'), row('2025-10-12')];
    const after = keepUnchanged(before, [row('2025-11-01'), row('2025-10-25')]);
    expect(after[1]).toBe(before[0]);
    expect(after.map(({ date }) => date)).toEqual(['2025-11-01', '2025-10-25']);
  });

  it('are new objects where anything did', () => {
    const before = [row('2025-10-25', { totals: null, pending: 'following' })];
    const after = keepUnchanged(before, [row('2025-10-25')]);
    expect(after[0]).toMatchObject({ totals: TOTALS, pending: null });
  });
});
