import type { Lap } from '@trackside/contracts';
import { lapFigures } from '@trackside/lap-statistics';
import { clockOf } from '../laps/clock';
import { formatLapTime } from '../laps/lap-time';
import type { ChartColours } from './chart-colours';
import type { ChartModel, ChartPoint, LegendItem } from './chart-model';
import { type Axis, type LapKind, axisOfLaps, lapKinds } from './fit';
import { frame, numberedAxis } from './frame';
import { lineSeries, pointAt } from './series';

/** What is said of a lap that is no usual one. */
export const LAP_NOTES: Record<LapKind, string> = {
  valid: '',
  invalid: 'invalid, in no figure',
  outlier: 'stands out',
};

/**
 * The laps of one session in their order. Invalid ones are hollow, those that stand out have an
 * arrow, at the edge where they lie beyond it. Null without laps.
 *
 * @param name of the session, for the picture's file and those who do not see it
 */
export function lapsChart(laps: readonly Lap[], name: string): ChartModel | null {
  const axis = axisOfLaps(laps);
  if (axis === null) {
    return null;
  }
  const kindOf = lapKinds(laps);
  const { average_lap_seconds: average, fastest_lap_seconds: best } = lapFigures(laps);
  const summary = `Lap times of ${name}: ${laps.length} laps, best ${formatLapTime(best)}, average ${formatLapTime(average)}.`;
  return {
    title: 'Lap time in seconds, lap by lap',
    summary,
    fileName: `laps ${name}`,
    legend: legendOf(laps.map(kindOf), average),
    table: {
      head: ['Lap', 'Time', 'Crossed at', ''],
      rows: laps.map((lap) => [
        String(lap.lap_number),
        formatLapTime(lap.lap_time_seconds),
        lap.crossed_at === null ? clockOf(null) : lap.crossed_at.slice(11),
        lap.is_valid && lap.lap_time_seconds === best ? 'best' : LAP_NOTES[kindOf(lap)],
      ]),
    },
    option: (colours) => optionOf(laps, axis, average, colours),
  };
}

function optionOf(
  laps: readonly Lap[],
  axis: Axis,
  average: number | null,
  colours: ChartColours,
): ReturnType<ChartModel['option']> {
  const kindOf = lapKinds(laps);
  const last = laps.reduce((most, { lap_number }) => Math.max(most, lap_number), 1);
  const points = (kind: LapKind): ChartPoint[] =>
    laps.filter((lap) => kindOf(lap) === kind).map((lap) => pointOf(lap, kind, axis));
  return {
    ...frame(colours, numberedAxis(last), axis),
    series: [
      {
        ...lineSeries(points('valid'), { color: colours.accent, symbol: 'circle', dash: 'solid' }),
        markLine: average === null ? undefined : averageLine(average, axis, colours),
      },
      hollow(points('invalid'), 'circle', colours.soft, colours),
      hollow(points('outlier'), 'triangle', colours.old, colours),
    ],
  };
}

function hollow(
  data: readonly ChartPoint[],
  symbol: string,
  borderColor: string,
  { surface }: ChartColours,
): object {
  const itemStyle = { color: surface, borderColor, borderWidth: 2 };
  const label = edgeLabel(borderColor);
  return { type: 'scatter', data, symbol, symbolSize: 10, itemStyle, label, cursor: 'default' };
}

/** An arrow at the edge says how far beyond it the lap was. */
function edgeLabel(color: string): object {
  return {
    show: true,
    color,
    fontSize: 11,
    position: 'right',
    formatter: ({ data }: { data: ChartPoint }) =>
      data.symbolRotate === undefined ? '' : (data.words[1] ?? ''),
  };
}

function pointOf(lap: Lap, kind: LapKind, axis: Axis): ChartPoint {
  const note = LAP_NOTES[kind];
  const words = [`Lap ${lap.lap_number}`, formatLapTime(lap.lap_time_seconds)];
  if (note !== '') {
    words.push(note);
  }
  return pointAt(lap.lap_number, lap.lap_time_seconds, axis, words);
}

function averageLine(average: number, axis: Axis, colours: ChartColours): object | undefined {
  if (average > axis.max || average < axis.min) {
    return undefined;
  }
  return {
    silent: true,
    symbol: 'none',
    data: [{ yAxis: average }],
    lineStyle: { color: colours.soft, type: [6, 5], width: 1.5 },
    label: { show: false },
  };
}

function legendOf(kinds: readonly LapKind[], average: number | null): LegendItem[] {
  const items: readonly (readonly [boolean, LegendItem])[] = [
    [true, { name: 'Valid lap', form: 'disc', colour: 'accent' }],
    [kinds.includes('invalid'), { name: 'Invalid lap', form: 'ring', colour: 'soft' }],
    [kinds.includes('outlier'), { name: 'Stands out', form: 'arrow', colour: 'old' }],
    [
      average !== null,
      { name: `Average ${formatLapTime(average)}`, form: 'dashes', colour: 'soft' },
    ],
  ];
  return items.flatMap(([shown, item]) => (shown ? [item] : []));
}
