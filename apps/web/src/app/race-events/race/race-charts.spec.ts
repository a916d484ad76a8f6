import { RACERS, raceDriver, RACE } from '../../../test/racers';
import type { ChartColours } from '../../charts/chart-colours';
import type { ChartModel } from '../../charts/chart-model';
import { STATISTICS } from '../../laps/statistic';
import { raceGapChart, raceGaps } from './gap-chart';
import { positionChart } from './position-chart';
import { fadesOf, raceLapsChart } from './race-laps-chart';
import { type Racer, racersOf } from './racers';
import { shownOf } from './shown';

const COLOURS = new Proxy({}, { get: () => '#000' }) as ChartColours;

interface Series {
  data: { value: (number | null)[]; words?: string[]; symbol?: string }[];
  endLabel?: { formatter: () => string };
}

const seriesOf = (chart: ChartModel | null): Series[] =>
  (chart?.option(COLOURS) as unknown as { series: Series[] }).series;
const shown = shownOf(RACERS, { drivers: null }, () => false);
const [amy, ben] = RACERS as unknown as [Racer, Racer];

describe('the positions of a race', () => {
  it('go from the grid over the end of each lap, the name at the end of the line', () => {
    const chart = positionChart(RACERS, shown);
    const [first] = seriesOf(chart);
    expect(first?.data.map(({ value }) => value)).toEqual([
      [0, 2],
      [1, 2],
      [2, 1],
      [3, 1],
    ]);
    expect(first?.endLabel?.formatter()).toBe('AMY');
    expect(chart?.table).toEqual({
      head: ['Lap', 'AMY', 'BEN'],
      rows: [
        ['Grid', '2', '1'],
        ['1', '2', '1'],
        ['2', '1', '2'],
        ['3', '1', '2'],
      ],
    });
  });

  it('leave the line open at a lap without a printed position', () => {
    const racers = racersOf(
      [
        raceDriver('AMY', [
          [30, 1],
          [30, null],
          [30, 1],
        ]),
      ],
      RACE,
    );
    const [line] = seriesOf(
      positionChart(
        racers,
        shownOf(racers, { drivers: null }, () => false),
      ),
    );
    expect(line?.data.map(({ value }) => value)).toContainEqual([null, null]);
  });

  it('are none where nobody drove a lap', () => {
    expect(positionChart(RACERS.slice(2), [])).toBeNull();
  });
});

describe('the gaps to a driver of a race', () => {
  it('are the seconds between both at the end of each lap', () => {
    expect(raceGaps(amy, ben)).toEqual([0.5, -0.75, -61.75]);
    expect(raceGaps(ben, amy)).toEqual([-0.5, 0.75, 61.75]);
    expect(raceGapChart(shown, amy)?.table.rows).toEqual([
      ['1', '0.000', '−0.500'],
      ['2', '0.000', '+0.750'],
      ['3', '0.000', '+1:01.750'],
    ]);
  });

  it('have who is ahead above, and who is more than a lap away at the edge', () => {
    const [, , line, arrows] = seriesOf(raceGapChart(shown, amy));
    expect(line?.data.map(({ value }) => value[1])).toEqual([0.5, -0.75, null]);
    expect(arrows?.data).toMatchObject([
      { symbol: 'arrow', words: ['+1:01.750', 'after lap 3, BEN'] },
    ]);
  });
});

describe('the lap times of a race', () => {
  it('have lap 1 and laps that contradict the total hollow, and in no line', () => {
    const chart = raceLapsChart(shown, STATISTICS.counted);
    const [line, hollow, bens] = seriesOf(chart);
    expect(line?.data.map(({ words }) => words?.[0])).toEqual(['30.000', '30.000']);
    expect(hollow?.data.map(({ words }) => words?.[2])).toEqual(['lap 1, in no figure']);
    expect(bens?.data).toHaveLength(1);
    expect(chart?.table.rows[2]).toEqual(['3', '30.000', '1:31.000 (contradicts the total)']);
    expect(chart?.legend.at(-1)?.name).toContain('contradicts the total');
  });

  it('tell how the pace went without lap 1, as the laps of practice do', () => {
    const slower = [45, 30, 30.1, 30.2, 30.3, 30.4, 30.5, 30.6].map((time) => [time, 1] as const);
    const racers = racersOf([raceDriver('AMY', slower)], { ...RACE, first_lap_counts: true });
    const alone = shownOf(racers, { drivers: null }, () => false);
    expect(fadesOf(alone, STATISTICS.valid)).toEqual(['AMY: 0.100 s slower from lap to lap.']);
    expect(fadesOf(shown, STATISTICS.valid)).toEqual([]);
  });
});
