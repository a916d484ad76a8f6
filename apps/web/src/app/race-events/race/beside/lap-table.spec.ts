import { RACERS } from '../../../../test/racers';
import { shownOf } from '../shown';
import { besideRows, figureRows } from './lap-table';

const shown = shownOf(RACERS, { drivers: null }, () => false);

describe('laps of a race side by side', () => {
  it('name the quickest of each number that counts, and how far the others were behind', () => {
    const rows = besideRows(shown).map(({ number, cells }) => [
      number,
      ...cells.map((cell) => cell && `${cell.time} ${cell.note} ${cell.position}`),
    ]);
    expect(rows).toEqual([
      [1, '31.000 lap 1, in no figure 2', '30.500 lap 1, in no figure 1'],
      [2, '30.000 quickest 1', '31.250 +1.250 2'],
      [3, '30.000  1', '1:31.000 contradicts the total 2'],
    ]);
  });

  it('have the printed figures above, without those that LiveRC prints of nobody', () => {
    const printed = shown.map((one, index) => ({
      ...one,
      racer: {
        ...one.racer,
        result: {
          ...one.racer.result,
          lap_count: 3,
          fastest_lap_seconds: index === 0 ? 30 : null,
          ...{ total_seconds: null, average_lap_seconds: null, consistency_percent: null },
          ...{ average_top_5_seconds: null, average_top_10_seconds: null },
          ...{ average_top_15_seconds: null, top_3_consecutive_seconds: null },
          standard_deviation_seconds: null,
        } as NonNullable<typeof one.racer.result>,
      },
    }));
    expect(figureRows(printed)).toEqual([
      { name: 'Laps', values: ['3', '3'] },
      { name: 'Best lap', values: ['30.000', '–'] },
    ]);
  });
});
