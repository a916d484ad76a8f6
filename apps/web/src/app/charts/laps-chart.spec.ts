import type { Lap } from '@trackside/contracts';
import { STATISTICS } from '../laps/statistic';
import type { ChartColours } from './chart-colours';
import type { ChartPoint } from './chart-model';
import { fadeWords, lapsChart } from './laps-chart';

const COLOURS = new Proxy({}, { get: () => '#000' }) as ChartColours;

function laps(...times: number[]): Lap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Math.abs(time),
    crossed_at: null,
    is_valid: time > 0,
  }));
}

const RUN = laps(24, 24.05, 24.1, 301.5, 24.2, 24.25, 24.3, 24.35);

interface Series {
  data: ChartPoint[];
  markLine?: { data: { yAxis: number }[] };
  labelLayout?: object;
}

function seriesOf(own: Lap[], statistic = STATISTICS.counted): Series[] {
  const option = lapsChart(own, 'Zoë', statistic)?.option(COLOURS);
  return (option as unknown as { series: Series[] }).series;
}

describe('the chart of laps', () => {
  it('says of one lap that it is one', () => {
    const summary = lapsChart(laps(24), 'Zoë', STATISTICS.counted)?.summary;
    expect(summary).toContain('1 lap, best 24.000');
  });

  it('draws the pace over the run, which no single lap moves', () => {
    const pace = seriesOf(RUN).at(-1)?.data as unknown as [number, number][];
    expect(pace.map(([lap]) => lap)).toEqual([1, 2, 3, 5, 6, 7, 8]);
    expect(pace.every(([, seconds]) => seconds < 24.4)).toBe(true);
  });

  it('names the figure of the statistic that is chosen', () => {
    const legend = (name: 'counted' | 'valid') =>
      lapsChart(RUN, 'Zoë', STATISTICS[name])?.legend.map((item) => item.name);
    expect(legend('counted')).toContain('Median 24.200');
    expect(legend('valid')).toContain('Average 58.844');
    expect(lapsChart(RUN, 'Zoë', STATISTICS.counted)?.summary).toContain('median 24.200');
  });

  it('has labels that stand clear of the arrows and give way to each other', () => {
    const outliers = seriesOf(RUN)[2];
    expect(outliers?.data).toHaveLength(1);
    expect(outliers?.labelLayout).toEqual({ hideOverlap: true });
    expect(outliers?.data[0]).toMatchObject({ label: { position: 'bottom' } });
  });
});

it('marks a crash, a stop and a cut where the clean pace is chosen, in chart and table', () => {
  const run = laps(24, 24.2, 28.9, 24.1, 24.3, 88, 24.2, 16, 24.1);
  const chart = lapsChart(run, 'Zoë', STATISTICS.clean);
  const notes = chart?.table.rows.map((row) => row[3]);
  expect(notes).toEqual(['', '', 'crash', '', '', 'stop', '', 'best, cut track', '']);
  expect(chart?.legend.map(({ name }) => name)).toEqual([
    ...['Valid lap', 'Crash', 'Stop', 'Cut track', 'Clean median 24.150', 'Median of 5 laps'],
  ]);
  const stop = seriesOf(run, STATISTICS.clean)[4]?.data[0];
  expect(stop).toMatchObject({ edgeWords: 'stop 1:28.000' });
});

describe('the fade of a run, in words', () => {
  it('says how much slower each lap was, or quicker', () => {
    expect(fadeWords(RUN, STATISTICS.counted)).toBe('0.050 s slower from lap to lap.');
    expect(fadeWords(laps(25, 24.9, 24.8, 24.7, 24.6), STATISTICS.counted)).toBe(
      '0.100 s quicker from lap to lap.',
    );
  });

  it('claims none where laps go up and down, and is silent of short runs', () => {
    expect(fadeWords(laps(25, 24.6, 25.2, 24.7, 25.1, 24.8), STATISTICS.counted)).toBe(
      'No clear fade from lap to lap.',
    );
    expect(fadeWords(laps(25, 24.6, 25.2), STATISTICS.counted)).toBeNull();
  });
});
