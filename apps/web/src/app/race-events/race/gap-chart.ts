import { quantile } from '@trackside/lap-statistics';
import type { ChartColours } from '../../charts/chart-colours';
import type { ChartModel, ChartPoint } from '../../charts/chart-model';
import { type Axis, axisOf, placed } from '../../charts/fit';
import { frame, numberedAxis } from '../../charts/frame';
import { lineSeries, pointAt } from '../../charts/series';
import { formatAxisTime, formatGap } from '../../laps/lap-time';
import type { Racer } from './racers';
import type { ShownRacer } from './shown';

/** A triangle is one of the looks. */
const ARROW = { symbol: 'arrow', symbolSize: 13 };

/**
 * Seconds by which a racer ended each lap later than another did (negative: earlier), of as many laps
 * as both have: what a marshal would have stopped at the line.
 */
export function raceGaps(racer: Racer, to: Racer): number[] {
  return racer.laps.flatMap(({ elapsed_seconds }, index) => {
    const other = to.laps[index];
    return other ? [Math.round((elapsed_seconds - other.elapsed_seconds) * 1000) / 1000] : [];
  });
}

/**
 * Gaps of those who are shown to one racer, at the end of each lap. Who is ahead is above. More than
 * a lap is beyond the edge: the scale is for gaps that can be raced for. Null without laps.
 */
export function raceGapChart(shown: readonly ShownRacer[], to: Racer | null): ChartModel | null {
  if (to === null || to.laps.length === 0) {
    return null;
  }
  const lines = shown.map((one) => ({ ...one, gaps: raceGaps(one.racer, to) }));
  const lap = quantile(
    to.laps.map(({ lap_time_seconds }) => lap_time_seconds),
    0.5,
  );
  const near = lines.flatMap(({ gaps }) => gaps.filter((gap) => Math.abs(gap) <= (lap ?? 0)));
  // An axis counts upwards, and who is ahead has less time.
  const axis = axisOf([0, ...near.map((gap) => -gap)]);
  const most = Math.max(1, ...lines.map(({ gaps }) => gaps.length));
  if (axis === null) {
    return null;
  }
  return {
    title: `Gap to ${to.name} in seconds at the end of each lap`,
    summary: `Gaps to ${to.name}: above the line of zero is ahead, below it is behind.`,
    fileName: `race gaps to ${to.name}`,
    legend: lines.map(({ racer, look }) => ({
      name: racer.name,
      form: look.form,
      colour: look.colour,
    })),
    table: {
      head: ['After lap', ...lines.map(({ racer }) => racer.name)],
      rows: Array.from({ length: most }, (_, index) => [
        String(index + 1),
        ...lines.map(({ gaps }) => (index < gaps.length ? formatGap(gaps[index] ?? null) : '')),
      ]),
    },
    option: (colours) => ({
      ...frame(colours, numberedAxis(most), axis, (value) => signed(-value, axis)),
      series: lines.flatMap((line, index) => seriesOf(line, axis, index === 0, colours)),
    }),
  };
}

function signed(gap: number, { step }: Axis): string {
  return `${gap > 0 ? '+' : ''}${formatAxisTime(gap === 0 ? 0 : gap, step)}`;
}

/** The line as far as it is on the scale; beyond it arrows, the first of which says how far. */
function seriesOf(
  { racer, look, gaps }: ShownRacer & { readonly gaps: readonly number[] },
  axis: Axis,
  hasZero: boolean,
  colours: ChartColours,
): object[] {
  const points = gaps.map((gap, index): { gap: number; point: ChartPoint } => {
    const words = [formatGap(gap), `after lap ${index + 1}, ${racer.name}`];
    return { gap, point: pointAt(index + 1, -gap, axis, words, ARROW) };
  });
  const off = points.filter(({ gap }) => placed(-gap, axis).beyond !== null);
  const data = points.map((one) => (off.includes(one) ? { value: [null, null] } : one.point));
  const label = { show: true, color: colours.soft, fontSize: 11 };
  const arrows = off.map(({ gap, point }, index) => {
    const position = point.symbolRotate === 180 ? 'top' : 'bottom';
    return index === 0
      ? { ...point, label: { ...label, position, formatter: formatGap(gap) } }
      : point;
  });
  const color = colours[look.colour];
  const zero = {
    silent: true,
    symbol: 'none',
    data: [{ yAxis: 0 }],
    lineStyle: { color: colours.strong, type: 'solid', width: 1 },
    label: { show: false },
  };
  return [
    {
      ...lineSeries(data, { color, symbol: look.symbol, dash: look.dash, symbolSize: 7 }),
      ...(hasZero ? { markLine: zero } : {}),
    },
    { type: 'scatter', z: 4, data: arrows, itemStyle: { color }, cursor: 'default' },
  ];
}
