import type { EventRanking, RankingChecks, RankingKind, RankingRow } from '@trackside/contracts';
import { rankingsOf } from './ranking-words';

function ranking(kind: RankingKind, title: string, ...rows: Partial<RankingRow>[]): EventRanking {
  const whole = rows.map((row) => ({
    ...{ position: 1, driver_name: 'ZOE MARLOW', result: null, tie_breaker: null, rounds: [] },
    ...row,
  }));
  const rule = kind === 'qualifying_points' ? 'IFMAR' : null;
  const classes = [{ class_name: 'Truggy', tie_breaker_rule: rule, rows: whole, checks: null }];
  return { kind, title, provisional: kind === 'multi_main', classes };
}

const round = (number: number, points: number | null, counts: boolean | null) => ({
  ...{ round: number, points, counts, status: null },
  ...{ lap_count: 8, total_seconds: 332.708 },
});

describe('the rankings of a class', () => {
  it('begin with what it came to, and say what is provisional and how equals are told apart', () => {
    const rankings = [
      ranking('round', 'Qualifier Round 1 Rankings'),
      ranking('qualifying_points', 'Qual Points (best 1 of 2)'),
      ranking('overall', 'Final Results'),
      ranking('multi_main', 'Truggy A-Mains'),
    ];
    const told = rankingsOf(rankings, 'Truggy');
    expect(
      told.map(({ name, title, provisional, rule }) => [name, title, provisional, rule]),
    ).toEqual([
      ['Final result', 'Final Results', false, null],
      ['Mains together', 'Truggy A-Mains', true, null],
      ['Qualifying order', 'Qual Points (best 1 of 2)', false, 'IFMAR'],
      ['Qualifier Round 1 Rankings', '', false, null],
    ]);
    expect(rankingsOf(rankings, 'Junior')).toEqual([]);
  });

  it('have a column a round, with points, the run, and whether it counted', () => {
    const [table] = rankingsOf(
      [
        ranking(
          'qualifying_points',
          'Points',
          { rounds: [round(1, 2, false), round(3, 0, true)] },
          { rounds: [{ ...round(3, 52, true), lap_count: 0, status: 'DNS' }] },
          {
            rounds: [{ ...round(1, 51, true), lap_count: 1, total_seconds: 56.979, status: 'DNF' }],
          },
        ),
      ],
      'Truggy',
    );
    expect(table?.heads).toEqual(['Round 1', 'Round 3']);
    expect(table?.lines.map(({ rounds }) => rounds)).toEqual([
      [
        { value: '2', note: '8 in 5:32.708', counts: false },
        { value: '0', note: '8 in 5:32.708', counts: true },
      ],
      [null, { value: '52', note: 'DNS', counts: true }],
      [{ value: '51', note: '1 in 56.979 DNF', counts: true }, null],
    ]);
  });

  it('show laps and time where a round gives no points, and legs of mains', () => {
    const [table] = rankingsOf(
      [ranking('multi_main', 'Mains', { tie_breaker: '1', rounds: [round(2, null, null)] })],
      'Truggy',
    );
    expect(table?.heads).toEqual(['Leg 2']);
    expect(table?.hasTieBreakers).toBe(true);
    expect(table?.lines[0]?.rounds).toEqual([{ value: '8 in 5:32.708', note: '', counts: null }]);
  });

  it('say how many figures were checked and which differ, or that their points are not known', () => {
    const points = (checks: RankingChecks | null) => {
      const { classes, ...one } = ranking('qualifying_points', 'Points');
      return rankingsOf(
        [{ ...one, classes: classes.map((its) => ({ ...its, checks })) }],
        'Truggy',
      );
    };
    const wrong = {
      driver_name: 'ZOE MARLOW',
      figure: 'points',
      round: 2,
      printed: 14,
      computed: 4,
    };
    const counts = {
      driver_name: 'IDA FLINT',
      figure: 'counts',
      round: 1,
      printed: 0,
      computed: 1,
    };
    const [told] = points({ figures: 36, mismatches: [wrong, counts] });
    expect(told?.checked).toBe(
      'Checked against 36 printed figures: 2 differ from what the rounds give.',
    );
    expect(told?.mismatches).toEqual([
      { driver: 'ZOE MARLOW', words: 'points, round 2, is printed as 14, the rounds give 4.' },
      { driver: 'IDA FLINT', words: 'round 1 is printed as dropped, the rounds give counted.' },
    ]);
    expect(points({ figures: 36, mismatches: [] })[0]).toMatchObject({
      checked: 'Checked against 36 printed figures: all follow from the rounds.',
      mismatches: [],
    });
    expect(points({ figures: 0, mismatches: [] })[0]?.checked).toBe(
      'Not checked: LiveRC gives the points of this class in a way that isn’t recognised here.',
    );
    expect(points(null)[0]?.checked).toBeNull();
  });
});
