import type { RaceResult, RaceWithResults } from '@trackside/contracts';
import { resultCard } from './result-card';

const result = (position: number | null, more: Partial<RaceResult> = {}): RaceResult =>
  ({
    position,
    status: null,
    driver_name: `DRIVER ${position}`,
    started: true,
    lap_count: 18,
    total_seconds: 611.688,
    gap_winner_seconds: position === 1 ? null : 6.285,
    gap_winner_laps: null,
    fastest_lap_seconds: 33.042,
    ...more,
  }) as RaceResult;

const race = (results: RaceResult[]): RaceWithResults =>
  ({
    section: 'main',
    round: null,
    race_number: 14,
    label: 'Buggy A-Main',
    completed_at: '2025-11-16T16:40',
    results,
  }) as unknown as RaceWithResults;

describe('the picture of a result', () => {
  it('says what was raced, where and when, and how each driver did', () => {
    const out = result(null, { status: 'DQ', driver_name: 'IDA FLINT', fastest_lap_seconds: null });
    const card = resultCard(race([result(1), result(2), out]), 'Redgum Spring Cup');
    expect(card).toEqual({
      title: 'Race 14: Buggy A-Main',
      about: 'Redgum Spring Cup · Mains · Sun 16 Nov 2025',
      rows: [
        ...[
          ['1', 'DRIVER 1', '', '33.042'],
          ['2', 'DRIVER 2', '+6.285', '33.042'],
        ],
        ['DQ', 'IDA FLINT', '+6.285', ''],
      ].map(([place, name, gap, best]) => ({
        ...{ place, name, gap, best },
        driven: '18 laps in 10:11.688',
      })),
      more: null,
    });
  });

  it('has twelve drivers at most, and says how many there are more', () => {
    const all = Array.from({ length: 14 }, (_, index) => result(index + 1));
    expect(resultCard(race(all), null)).toMatchObject({
      about: 'Mains · Sun 16 Nov 2025',
      more: 'and 2 drivers more',
    });
    expect(resultCard(race(all), null).rows).toHaveLength(12);
  });

  it('says of who did not start just that', () => {
    const absent = result(3, { started: false, lap_count: 0, total_seconds: null });
    expect(resultCard(race([absent]), null).rows[0]).toMatchObject({
      ...{ driven: 'did not start', gap: '' },
    });
  });
});
