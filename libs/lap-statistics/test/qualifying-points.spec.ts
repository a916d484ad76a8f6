import { checkQualifyingPoints, type PointsClass, type PointsRow } from '../src/index.js';

const drive = (round: number, points: number, drive: string, counts: boolean) => {
  const [laps, seconds] = drive.split('/').map(Number);
  const run = { lap_count: laps ?? 0, total_seconds: seconds ?? 0, status: null };
  return { round, points, ...run, counts };
};

const row = (
  position: number,
  driver_name: string,
  result: string,
  ...rounds: ReturnType<typeof drive>[]
): PointsRow => ({ position, driver_name, result, rounds });

/** Best one of two; BEN and CAT drove the same in round 1, EVE and FAY did not start. */
const CLASS: PointsClass = {
  class_name: '1/8 Buggy',
  tie_breaker_rule: 'Best Throwout Then Best Result (Used)',
  rows: [
    row(1, 'AMY', '0', drive(1, 0, '9/301.5', true), drive(2, 3, '8/305.1', false)),
    row(2, 'DAN', '0', drive(1, 4, '7/300.2', false), drive(2, 0, '9/302.8', true)),
    row(3, 'BEN', '2', drive(1, 2, '8/300.9', false), drive(2, 2, '8/300.1', true)),
    row(4, 'CAT', '2', drive(1, 2, '8/300.9', true), drive(2, 4, '8/309', false)),
    row(5, 'EVE', '5', drive(1, 5, '0/0', false), drive(2, 5, '0/0', true)),
    row(5, 'FAY', '5', drive(1, 5, '0/0', true), drive(2, 5, '0/0', false)),
  ],
};

const changed = (driver: string, change: (row: PointsRow) => PointsRow): PointsClass => ({
  ...CLASS,
  rows: CLASS.rows.map((one) => (one.driver_name === driver ? change(one) : one)),
});

const withRound = (row: PointsRow, round: number, change: object): PointsRow => ({
  ...row,
  rounds: row.rounds.map((one) => (one.round === round ? { ...one, ...change } : one)),
});

describe('checkQualifyingPoints', () => {
  it('counts points, rounds that count, results and positions that it computed again', () => {
    expect(checkQualifyingPoints(CLASS)).toEqual({ figures: 36, mismatches: [] });
  });

  it('names points that are not those of the drive, and nothing that follows from them', () => {
    const wrong = changed('CAT', (one) => withRound(one, 2, { points: 14 }));
    expect(checkQualifyingPoints(wrong).mismatches).toEqual([
      { driver_name: 'CAT', figure: 'points', round: 2, printed: 14, computed: 4 },
    ]);
  });

  it('names the rounds that should not count, and should', () => {
    const swapped = changed('AMY', (one) =>
      withRound(withRound(one, 1, { counts: false }), 2, { counts: true }),
    );
    expect(checkQualifyingPoints(swapped).mismatches).toEqual([
      { driver_name: 'AMY', figure: 'counts', round: 1, printed: 0, computed: 1 },
      { driver_name: 'AMY', figure: 'counts', round: 2, printed: 1, computed: 0 },
    ]);
  });

  it('names a result that is not the sum of the rounds that count', () => {
    const wrong = changed('BEN', (one) => ({ ...one, result: '3' }));
    expect(checkQualifyingPoints(wrong).mismatches).toEqual([
      { driver_name: 'BEN', figure: 'result', printed: 3, computed: 2 },
    ]);
  });

  it('names a position out of order', () => {
    const wrong = changed('CAT', (one) => ({ ...one, position: 8 }));
    expect(checkQualifyingPoints(wrong).mismatches).toEqual([
      { driver_name: 'CAT', figure: 'position', printed: 8, computed: 4 },
    ]);
  });

  it('takes any order of equal results where another rule tells them apart', () => {
    const rows = changed('BEN', (one) => ({ ...one, position: 4 })).rows.map((one) =>
      one.driver_name === 'CAT' ? { ...one, position: 3 } : one,
    );
    const other = { ...CLASS, rows, tie_breaker_rule: 'IFMAR' };
    expect(checkQualifyingPoints(other)).toEqual({ figures: 36, mismatches: [] });
    expect(checkQualifyingPoints({ ...CLASS, rows }).mismatches).toHaveLength(2);
    const first = rows.map((one) => (one.driver_name === 'BEN' ? { ...one, position: 1 } : one));
    expect(checkQualifyingPoints({ ...other, rows: first }).mismatches).toEqual([
      { driver_name: 'BEN', figure: 'position', printed: 1, computed: 3 },
    ]);
  });

  it('computes no order of a class that does not tell which rounds count', () => {
    const rows = CLASS.rows.map((one) => ({
      ...one,
      rounds: one.rounds.map((round) => ({ ...round, counts: null })),
    }));
    expect(checkQualifyingPoints({ ...CLASS, rows })).toEqual({ figures: 12, mismatches: [] });
  });

  it('lets a drive that was disqualified move nobody’s points, nor its driver anybody’s position', () => {
    const rows = CLASS.rows.map((one) =>
      one.driver_name === 'FAY'
        ? {
            ...withRound(one, 1, { lap_count: 9, total_seconds: 300, status: 'DQ' }),
            position: null,
          }
        : one,
    );
    expect(checkQualifyingPoints({ ...CLASS, rows })).toEqual({ figures: 34, mismatches: [] });
  });

  it('computes nothing of a class whose best of each round have 1', () => {
    const rows = CLASS.rows.map((one) => ({
      ...one,
      rounds: one.rounds.map((round) => ({ ...round, points: round.points || 1 })),
    }));
    expect(checkQualifyingPoints({ ...CLASS, rows })).toEqual({ figures: 0, mismatches: [] });
  });

  it('computes nothing of more rows than any class has', () => {
    const rows = Array.from({ length: 200 }, () => CLASS.rows).flat();
    expect(checkQualifyingPoints({ ...CLASS, rows })).toEqual({ figures: 0, mismatches: [] });
  });

  it('computes nothing of a class whose points are all 0', () => {
    const rows = CLASS.rows.map((one) => ({
      ...one,
      result: '9/301.5',
      rounds: one.rounds.map((round) => ({ ...round, points: 0 })),
    }));
    expect(checkQualifyingPoints({ ...CLASS, rows })).toEqual({ figures: 0, mismatches: [] });
  });

  it('computes nothing of a class that scores its rounds in another way', () => {
    const rows = CLASS.rows.map((one) => ({
      ...one,
      rounds: one.rounds.map((round) => ({ ...round, points: 100 - (round.points ?? 0) })),
    }));
    expect(checkQualifyingPoints({ ...CLASS, rows })).toEqual({ figures: 0, mismatches: [] });
  });
});
