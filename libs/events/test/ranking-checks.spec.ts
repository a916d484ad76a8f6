import type { RankingRow } from '@trackside/contracts';
import { type StoredRanking, sumOfChecks, withChecks } from '../src/study/ranking-checks.js';

const row = (position: number, driver_name: string, points: number): RankingRow => ({
  ...{ position, driver_name, result: String(points), tie_breaker: null },
  rounds: [
    {
      ...{ round: 1, points, lap_count: 9, total_seconds: 300 + position },
      ...{ status: null, counts: true },
    },
  ],
});

const ranking = (rows: RankingRow[], change: Partial<StoredRanking> = {}): StoredRanking => ({
  ...{ kind: 'qualifying_points', title: 'Qual Points', provisional: false, is_whole: true },
  classes: [{ class_name: '1/8 Buggy', tie_breaker_rule: null, rows }],
  ...change,
});

const checksOf = (stored: StoredRanking) => withChecks(stored).classes[0]?.checks;

describe('what becomes of computing a ranking again', () => {
  const rows = [row(1, 'AMY', 0), row(2, 'BEN', 2), row(3, 'CAT', 13)];
  const wrong = { driver_name: 'CAT', figure: 'points', round: 1, printed: 13, computed: 3 };

  it('is told with the class, and summed with its name for the event', () => {
    const checked = withChecks(ranking(rows));
    const { figures, mismatches } = checked.classes[0]!.checks!;
    expect(mismatches[0]).toEqual(wrong);
    expect(sumOfChecks([checked])).toEqual({
      ranking_figures: figures,
      ranking_mismatches: mismatches.map((one) => ({ class_name: '1/8 Buggy', ...one })),
    });
  });

  it('is not told of a page that is not read whole, nor of another kind', () => {
    expect(checksOf(ranking(rows, { is_whole: false }))).toBeNull();
    expect(checksOf(ranking(rows, { kind: 'overall' }))).toBeNull();
  });

  it('is not told before the first round, nor of one driver alone', () => {
    expect(checksOf(ranking(rows.map((one) => ({ ...one, rounds: [] }))))).toBeNull();
    expect(checksOf(ranking(rows.slice(0, 1)))).toBeNull();
  });
});
