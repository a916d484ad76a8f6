import type { Lap } from '@trackside/contracts';
import type { ColourName, ChartColours } from '../../charts/chart-colours';
import type { ChartModel, ChartPoint, LegendItem, MarkForm } from '../../charts/chart-model';
import { type XAxis, edge, frame, stepOf } from '../../charts/frame';
import { type Axis, axisOf, axisOfLaps, lapKinds, placed } from '../../laps/fit';
import { formatAxisTime, formatGap, formatLapTime } from '../../laps/lap-time';
import { LAP_NOTES } from '../../laps/laps-chart';
import { type ComparedLaps, type GapLine, lapByLap } from './gaps';

/** How a session's line is told from the others': by colour, by symbol and by dashes. */
export interface LineLook {
  readonly colour: ColourName;
  readonly symbol: string;
  readonly form: MarkForm;
  readonly dash: 'solid' | readonly number[];
}

export const LOOKS: readonly LineLook[] = [
  { colour: 'series1', symbol: 'circle', form: 'disc', dash: 'solid' },
  { colour: 'series2', symbol: 'rect', form: 'square', dash: [8, 4] },
  { colour: 'series3', symbol: 'triangle', form: 'triangle', dash: [2, 3] },
  { colour: 'series4', symbol: 'diamond', form: 'diamond', dash: [12, 4, 2, 4] },
  { colour: 'series5', symbol: 'roundRect', form: 'dashes', dash: [5, 3] },
  { colour: 'series6', symbol: 'pin', form: 'dots', dash: [1, 4] },
];

/** A session with the name and the look that it has in the whole comparison. */
export interface Compared extends ComparedLaps {
  readonly name: string;
  readonly look: LineLook;
}

const LAP_STEPS = [1, 2, 5, 10, 20, 50, 100];

/** The laps of all, one over the other; null without laps. */
export function overlayChart(compared: readonly Compared[]): ChartModel | null {
  const axis = axisOfLaps(compared.flatMap(({ laps }) => laps));
  if (axis === null) {
    return null;
  }
  return {
    title: 'Lap time in seconds, lap by lap',
    summary: `Lap times of ${compared.map(({ name }) => name).join('; ')}.`,
    fileName: 'laps compared',
    legend: legendOf(compared),
    table: {
      head: ['Lap', ...compared.map(({ name }) => name)],
      rows: lapByLap(compared).map(({ number, laps }) => [
        String(number),
        ...laps.map((lap) => timeWords(lap)),
      ]),
    },
    option: (colours) => ({
      ...frame(colours, lapAxis(compared.map(({ laps }) => laps.length)), axis),
      series: compared.flatMap((one) => overlaySeries(one, axis, colours)),
    }),
  };
}

/** How the gaps to one of them grow and shrink; null when it has no valid lap. */
export function gapChart(
  compared: readonly Compared[],
  lines: readonly GapLine[],
  reference: string,
): ChartModel | null {
  const axis = axisOf(lines.flatMap(({ usualGaps }) => usualGaps));
  const to = compared.find(({ id }) => id === reference);
  if (axis === null || to === undefined) {
    return null;
  }
  const lookOf = new Map(compared.map((one) => [one.id, one]));
  const most = Math.max(...lines.map(({ gaps }) => gaps.length));
  return {
    title: 'Gap in seconds after each valid lap',
    summary: `Gap to ${to.name}; above zero is behind it.`,
    fileName: 'gaps',
    legend: legendOf(compared),
    table: {
      head: ['After lap', ...compared.map(({ name }) => name)],
      rows: Array.from({ length: most }, (_, index) => [
        String(index + 1),
        ...lines.map(({ gaps }) => formatGap(gaps[index] ?? null)),
      ]),
    },
    option: (colours) => ({
      ...frame(colours, lapAxis([most]), axis, (value) =>
        value > 0 ? `+${formatAxisTime(value, axis.step)}` : formatAxisTime(value, axis.step),
      ),
      series: lines.flatMap(({ id, gaps }) => {
        const one = lookOf.get(id);
        return one ? gapSeries(one, gaps, axis, colours) : [];
      }),
    }),
  };
}

function timeWords(lap: Lap | null): string {
  const time = formatLapTime(lap?.lap_time_seconds ?? null);
  return lap !== null && !lap.is_valid ? `${time} (invalid)` : time;
}

function lapAxis(counts: readonly number[]): XAxis {
  const last = Math.max(1, ...counts);
  const label = (value: number): string => (value >= 1 && value <= last ? String(value) : '');
  return { min: 0, max: last + 1, step: stepOf(last, LAP_STEPS, 12), label };
}

function overlaySeries(one: Compared, axis: Axis, colours: ChartColours): object[] {
  const kindOf = lapKinds(one.laps);
  const points = (valid: boolean): ChartPoint[] =>
    one.laps
      .filter((lap) => lap.is_valid === valid)
      .map((lap) => {
        const note = LAP_NOTES[kindOf(lap)];
        const words = [formatLapTime(lap.lap_time_seconds), `lap ${lap.lap_number}, ${one.name}`];
        return pointAt(lap.lap_number, lap.lap_time_seconds, axis, words.concat(note || []));
      });
  const hollow = { color: colours.surface, borderColor: colours[one.look.colour], borderWidth: 2 };
  return [
    lineOf(one, points(true), colours),
    {
      type: 'scatter',
      data: points(false),
      symbol: one.look.symbol,
      symbolSize: 9,
      itemStyle: hollow,
      cursor: 'default',
    },
  ];
}

/** The line as far as it is on the scale; beyond it, arrows that say how far at the first. */
function gapSeries(
  one: Compared,
  gaps: readonly number[],
  axis: Axis,
  colours: ChartColours,
): object[] {
  const points = gaps.map((gap, index) => ({
    gap,
    point: pointAt(index + 1, gap, axis, [formatGap(gap), `after lap ${index + 1}, ${one.name}`]),
  }));
  const off = points.filter(({ gap }) => placed(gap, axis).beyond !== null);
  const line = points.map((each) => (off.includes(each) ? { value: [null, null] } : each.point));
  const label = { show: true, color: colours.soft, fontSize: 11, position: 'bottom' };
  const arrows = off.map(({ gap, point }, index) =>
    index === 0 ? { ...point, label: { ...label, formatter: formatGap(gap) } } : point,
  );
  const itemStyle = { color: colours[one.look.colour] };
  return [
    lineOf(one, line, colours),
    { type: 'scatter', z: 4, data: arrows, itemStyle, cursor: 'default' },
  ];
}

/** In its place, or as an arrow at the edge. */
function pointAt(x: number, value: number, axis: Axis, words: string[]): ChartPoint {
  const { at, beyond } = placed(value, axis);
  if (beyond === null) {
    return { value: [x, at], words };
  }
  const symbolRotate = beyond === 'top' ? 0 : 180;
  return { value: [x, edge(beyond, axis)], words, symbol: 'arrow', symbolSize: 13, symbolRotate };
}

function lineOf({ look }: Compared, data: readonly object[], colours: ChartColours): object {
  const color = colours[look.colour];
  return {
    type: 'line',
    data,
    symbol: look.symbol,
    symbolSize: look.symbol === 'pin' ? 13 : 8,
    showAllSymbol: true,
    cursor: 'default',
    lineStyle: { color, width: 2, type: look.dash },
    itemStyle: { color },
  };
}

function legendOf(compared: readonly Compared[]): LegendItem[] {
  return compared.map(({ name, look }) => ({ name, form: look.form, colour: look.colour }));
}
