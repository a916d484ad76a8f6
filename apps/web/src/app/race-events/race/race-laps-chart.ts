import { rollingMedian } from '@trackside/lap-statistics';
import type { ChartColours } from '../../charts/chart-colours';
import type { ChartModel, ChartPoint, LegendItem } from '../../charts/chart-model';
import { type Axis, axisOfLaps, lapKinds, placed } from '../../charts/fit';
import { frame, numberedAxis } from '../../charts/frame';
import { LAP_NOTES, fadeWords } from '../../charts/laps-chart';
import { lineSeries, pointAt } from '../../charts/series';
import { formatLapTime } from '../../laps/lap-time';
import type { Statistic } from '../../laps/statistic';
import { type Racer, lapNote } from './racers';
import type { ShownRacer } from './shown';

/** A triangle is one of the looks. */
const ARROW = { symbol: 'arrow', symbolSize: 13 };
/** Arrows at the edge stand beside each other, by this share of a lap. */
const ASIDE = 0.3;

/**
 * Lap times of those who are shown. Lap 1, which has another length, and laps that contradict the
 * total are hollow and in no line; of one racer alone the pace over the race is drawn, too. Null
 * without laps.
 */
export function raceLapsChart(
  shown: readonly ShownRacer[],
  statistic: Statistic,
): ChartModel | null {
  const axis = axisOfLaps(shown.flatMap(({ racer }) => racer.timed.filter(isUsual(racer))));
  if (axis === null) {
    return null;
  }
  const most = Math.max(...shown.map(({ racer }) => racer.laps.length));
  return {
    title: 'Lap time in seconds, lap by lap',
    summary: `Lap times of ${shown.map(({ racer }) => racer.name).join('; ')}.`,
    fileName: 'race laps',
    legend: legendOf(shown),
    table: {
      head: ['Lap', ...shown.map(({ racer }) => racer.name)],
      rows: Array.from({ length: most }, (_, index) => [
        String(index + 1),
        ...shown.map(({ racer }) => cellOf(racer, index, statistic)),
      ]),
    },
    option: (colours) => ({
      ...frame(colours, numberedAxis(most), axis),
      series: [
        ...shown.flatMap((one, index) =>
          seriesOf(one, axis, { statistic, aside: index - (shown.length - 1) / 2 }, colours),
        ),
        ...(shown.length === 1 ? shown.map((one) => paceOf(one, statistic, colours)) : []),
      ],
    }),
  };
}

/** How the pace of each went over the race, in a sentence; none of who drove too few laps to tell. */
export function fadesOf(shown: readonly ShownRacer[], statistic: Statistic): string[] {
  return shown.flatMap(({ racer }) => {
    const words = fadeWords(racer.timed.filter(isUsual(racer)), statistic);
    return words === null ? [] : [`${racer.name}: ${words}`];
  });
}

const isUsual =
  (racer: Racer) =>
  ({ lap_number }: { readonly lap_number: number }): boolean =>
    lapNote(racer, lap_number) === null;

function notesOf(racer: Racer, lapNumber: number, statistic: Statistic): string {
  const lap = racer.timed[lapNumber - 1];
  const kind = lap ? lapKinds(racer.timed, statistic)(lap) : 'valid';
  return lapNote(racer, lapNumber) ?? (kind === 'invalid' ? '' : LAP_NOTES[kind]);
}

function cellOf(racer: Racer, index: number, statistic: Statistic): string {
  const lap = racer.laps[index];
  if (lap === undefined) {
    return '';
  }
  const note = notesOf(racer, lap.lap_number, statistic);
  return `${formatLapTime(lap.lap_time_seconds)}${note === '' ? '' : ` (${note})`}`;
}

function seriesOf(
  { racer, look }: ShownRacer,
  axis: Axis,
  { statistic, aside }: { readonly statistic: Statistic; readonly aside: number },
  colours: ChartColours,
): object[] {
  const points = (usual: boolean): ChartPoint[] =>
    racer.timed
      .filter((lap) => isUsual(racer)(lap) === usual)
      .map(({ lap_number, lap_time_seconds }) => {
        const note = notesOf(racer, lap_number, statistic);
        const words = [formatLapTime(lap_time_seconds), `lap ${lap_number}, ${racer.name}`];
        const isBeyond = placed(lap_time_seconds, axis).beyond !== null;
        const x = isBeyond ? lap_number + aside * ASIDE : lap_number;
        return pointAt(x, lap_time_seconds, axis, words.concat(note || []), ARROW);
      });
  const { symbol, dash } = look;
  const color = colours[look.colour];
  return [
    lineSeries(points(true), { color, symbol, dash, symbolSize: symbol === 'pin' ? 13 : 8 }),
    {
      type: 'scatter',
      data: points(false),
      symbol,
      symbolSize: 10,
      itemStyle: { color: colours.surface, borderColor: color, borderWidth: 2 },
      cursor: 'default',
      z: 4,
    },
  ];
}

function paceOf({ racer }: ShownRacer, { counts }: Statistic, { series3: color }: ChartColours) {
  const usual = counts(racer.timed.filter(isUsual(racer)));
  return {
    type: 'line',
    data: rollingMedian(usual).map(({ lap_number, seconds }) => [lap_number, seconds]),
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { color, width: 5, opacity: 0.35 },
  };
}

function legendOf(shown: readonly ShownRacer[]): LegendItem[] {
  const isDoubted = shown.some(({ racer }) => racer.doubted.size > 0);
  const hollow = isDoubted ? 'Hollow: lap 1, or contradicts the total' : 'Hollow: lap 1';
  return [
    ...shown.map(({ racer, look }) => ({ name: racer.name, form: look.form, colour: look.colour })),
    { name: `${hollow}; an arrow is beyond the scale`, form: 'ring', colour: 'soft' },
    ...(shown.length === 1
      ? [{ name: 'Median of 5 laps', form: 'band', colour: 'series3' } as const]
      : []),
  ];
}
