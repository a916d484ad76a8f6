import type { Lap } from '@trackside/contracts';
import { ROLLING_LAPS, fadeOf, lapFigures, rollingMedian } from '@trackside/lap-statistics';
import { clockOf } from '../laps/clock';
import { countWords } from '../laps/count';
import { formatLapTime } from '../laps/lap-time';
import type { Statistic } from '../laps/statistic';
import type { ChartColours } from './chart-colours';
import type { ChartModel, ChartPoint, LegendItem, MarkForm } from './chart-model';
import { type Axis, type LapKind, axisOfLaps, lapKinds } from './fit';
import { frame, numberedAxis } from './frame';
import { lineSeries, pointAt } from './series';

/** What is said of a lap that is no usual one. */
export const LAP_NOTES: Record<LapKind, string> = {
  valid: '',
  invalid: 'invalid, in no figure',
  outlier: 'stands out',
  crash: 'crash',
  stop: 'stop',
  cut: 'cut track',
};

/** How marked laps are drawn: told apart by their symbol, and at the edge by their label. */
const MARKED: readonly (readonly [kind: LapKind, symbol: string, form: MarkForm, name: string])[] =
  [
    ['outlier', 'triangle', 'arrow', 'Stands out'],
    ['crash', 'triangle', 'arrow', 'Crash'],
    ['stop', 'rect', 'box', 'Stop'],
    ['cut', 'diamond', 'rhomb', 'Cut track'],
  ];

/**
 * The laps of one session in their order. Invalid ones are hollow, those that stand out have an
 * arrow, at the edge where they lie beyond it. Null without laps.
 *
 * @param name of the session, for the picture's file and those who do not see it
 */
export function lapsChart(
  laps: readonly Lap[],
  name: string,
  statistic: Statistic,
): ChartModel | null {
  const axis = axisOfLaps(laps);
  if (axis === null) {
    return null;
  }
  const kindOf = lapKinds(laps, statistic);
  const best = lapFigures(laps).fastest_lap_seconds;
  const { seconds: pace } = statistic.of([laps]);
  const paceWords = `${statistic.pace.toLowerCase()} ${formatLapTime(pace)}`;
  const driven = `${countWords(laps.length, 'lap')}, best ${formatLapTime(best)}, ${paceWords}`;
  const summary = [`Lap times of ${name}: ${driven}.`]
    .concat(fadeWords(laps, statistic) ?? [])
    .join(' ');
  return {
    title: 'Lap time in seconds, lap by lap',
    summary,
    fileName: `laps ${name}`,
    legend: legendOf(laps, laps.map(kindOf), pace, statistic),
    table: {
      head: ['Lap', 'Time', 'Crossed at', ''],
      rows: laps.map((lap) => [
        String(lap.lap_number),
        formatLapTime(lap.lap_time_seconds),
        lap.crossed_at === null ? clockOf(null) : lap.crossed_at.slice(11),
        notesOf(lap, kindOf(lap), best),
      ]),
    },
    option: (colours) => optionOf(laps, axis, statistic, colours),
  };
}

function notesOf(lap: Lap, kind: LapKind, best: number | null): string {
  const isBest = lap.is_valid && lap.lap_time_seconds === best;
  return [isBest ? 'best' : '', LAP_NOTES[kind]].filter(Boolean).join(', ');
}

/** How the laps changed over the run, in a sentence; null where there are too few to tell. */
export function fadeWords(laps: readonly Lap[], { counts }: Statistic): string | null {
  const fade = fadeOf(counts(laps));
  const seconds = Math.round((fade?.slope ?? 0) * 1000) / 1000;
  if (fade === null) {
    return null;
  }
  if (!fade.isClear || seconds === 0) {
    return 'No clear fade from lap to lap.';
  }
  const words = seconds > 0 ? 'slower' : 'quicker';
  return `${formatLapTime(Math.abs(seconds))} s ${words} from lap to lap.`;
}

function optionOf(
  laps: readonly Lap[],
  axis: Axis,
  statistic: Statistic,
  colours: ChartColours,
): ReturnType<ChartModel['option']> {
  const kindOf = lapKinds(laps, statistic);
  const { seconds: pace } = statistic.of([laps]);
  const last = laps.reduce((most, { lap_number }) => Math.max(most, lap_number), 1);
  const points = (kind: LapKind): ChartPoint[] =>
    laps.filter((lap) => kindOf(lap) === kind).map((lap) => pointOf(lap, kind, axis));
  return {
    ...frame(colours, numberedAxis(last), axis),
    series: [
      {
        ...lineSeries(points('valid'), { color: colours.accent, symbol: 'circle', dash: 'solid' }),
        markLine: pace === null ? undefined : paceLine(pace, axis, colours),
      },
      hollow(points('invalid'), 'circle', colours.soft, colours),
      ...MARKED.map(([kind, symbol]) => hollow(points(kind), symbol, colours.old, colours)),
      rollingLine(statistic.counts(laps), colours),
    ],
  };
}

/** The pace over the run; its points are the laps' own. */
function rollingLine(laps: readonly Lap[], { series3: color }: ChartColours): object {
  return {
    type: 'line',
    data: rollingMedian(laps).map(({ lap_number, seconds }) => [lap_number, seconds]),
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { color, width: 5, opacity: 0.35 },
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
  const layout = { labelLayout: { hideOverlap: true }, cursor: 'default' };
  return { type: 'scatter', data, symbol, symbolSize: 10, itemStyle, label, ...layout };
}

/** An arrow at the edge says how far beyond it the lap was; where two would overlap, one does. */
function edgeLabel(color: string): object {
  return {
    show: true,
    color,
    fontSize: 11,
    formatter: ({ data }: { data: ChartPoint }) =>
      data.symbolRotate === undefined ? '' : (data.edgeWords ?? data.words[1] ?? ''),
  };
}

function pointOf(lap: Lap, kind: LapKind, axis: Axis): ChartPoint {
  const note = LAP_NOTES[kind];
  const words = [`Lap ${lap.lap_number}`, formatLapTime(lap.lap_time_seconds)];
  if (note !== '') {
    words.push(note);
  }
  const point = pointAt(lap.lap_number, lap.lap_time_seconds, axis, words);
  // Towards the middle: beside it the next lap's arrow may stand.
  const position = point.symbolRotate === 180 ? 'top' : 'bottom';
  if (point.symbolRotate === undefined) {
    return point;
  }
  const named = kind === 'stop' || kind === 'cut' ? [kind, words[1]].join(' ') : words[1];
  return { ...point, label: { position }, edgeWords: named };
}

function paceLine(pace: number, axis: Axis, colours: ChartColours): object | undefined {
  if (pace > axis.max || pace < axis.min) {
    return undefined;
  }
  return {
    silent: true,
    symbol: 'none',
    data: [{ yAxis: pace }],
    lineStyle: { color: colours.soft, type: [6, 5], width: 1.5 },
    label: { show: false },
  };
}

function legendOf(
  laps: readonly Lap[],
  kinds: readonly LapKind[],
  pace: number | null,
  statistic: Statistic,
): LegendItem[] {
  const paceName = `${statistic.pace} ${formatLapTime(pace)}`;
  const items: readonly (readonly [boolean, LegendItem])[] = [
    [true, { name: 'Valid lap', form: 'disc', colour: 'accent' }],
    [kinds.includes('invalid'), { name: 'Invalid lap', form: 'ring', colour: 'soft' }],
    ...MARKED.map(([kind, , form, name]): readonly [boolean, LegendItem] => [
      kinds.includes(kind),
      { name, form, colour: 'old' },
    ]),
    [pace !== null, { name: paceName, form: 'dashes', colour: 'soft' }],
    [
      statistic.counts(laps).length >= ROLLING_LAPS,
      { name: `Median of ${ROLLING_LAPS} laps`, form: 'band', colour: 'series3' },
    ],
  ];
  return items.flatMap(([shown, item]) => (shown ? [item] : []));
}
