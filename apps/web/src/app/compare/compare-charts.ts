import type { Lap } from '@trackside/contracts';
import type { ChartColours } from '../charts/chart-colours';
import type { ChartModel, ChartPoint, LegendItem } from '../charts/chart-model';
import { type Axis, axisOf, axisOfLaps, lapKinds, placed } from '../charts/fit';
import { frame, numberedAxis } from '../charts/frame';
import { LAP_NOTES } from '../charts/laps-chart';
import type { LineLook } from '../charts/line-looks';
import { lineSeries, pointAt } from '../charts/series';
import { formatAxisTime, formatGap, formatLapTime } from '../laps/lap-time';
import { type ComparedLaps, lapByLap } from '../laps/lap-by-lap';
import type { GapLine } from './gaps';

/** A session with the name and the look that it has in the whole comparison. */
export interface Compared extends ComparedLaps {
  readonly name: string;
  /** What laps that are left out are, by their number, where they are not `invalid`. */
  readonly notes: ReadonlyMap<number, string>;
  readonly look: LineLook;
}

/** A triangle is one of the looks. */
const ARROW = { symbol: 'arrow', symbolSize: 13 };

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
        ...laps.map((lap, index) => timeWords(lap, compared[index]?.notes)),
      ]),
    },
    option: (colours) => ({
      ...frame(colours, numberedAxis(mostOf(compared.map(({ laps }) => laps.length))), axis),
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
  const axis = axisOfGaps(lines, reference);
  const to = compared.find(({ id }) => id === reference);
  if (axis === null || to === undefined) {
    return null;
  }
  const lookOf = new Map(compared.map((one) => [one.id, one]));
  const most = mostOf(lines.map(({ gaps }) => gaps.length));
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
      ...frame(colours, numberedAxis(most), axis, (value) =>
        value > 0 ? `+${formatAxisTime(value, axis.step)}` : formatAxisTime(value, axis.step),
      ),
      series: lines.flatMap(({ id, gaps }) => {
        const one = lookOf.get(id);
        return one ? gapSeries(one, gaps, axis, colours) : [];
      }),
    }),
  };
}

/**
 * An axis that fits gaps without what single laps lost: one crash late in a run does not make all other
 * gaps look alike. Where most gaps would lie beyond it, as of two sessions of which one crashed on lap 1,
 * it fits them all.
 */
function axisOfGaps(lines: readonly GapLine[], reference: string): Axis | null {
  const usual = axisOf(lines.flatMap(({ usualGaps }) => usualGaps));
  // The reference's own say nothing: they are zero.
  const gaps = lines.filter(({ id }) => id !== reference).flatMap((line) => line.gaps);
  const beyond = usual ? gaps.filter((gap) => placed(gap, usual).beyond !== null) : [];
  return beyond.length > gaps.length / 2 ? axisOf([0, ...gaps]) : usual;
}

function timeWords(lap: Lap | null, notes?: Compared['notes']): string {
  const time = formatLapTime(lap?.lap_time_seconds ?? null);
  if (lap === null || lap.is_valid) {
    return time;
  }
  return `${time} (${notes?.get(lap.lap_number) ?? 'invalid'})`;
}

function mostOf(counts: readonly number[]): number {
  return Math.max(1, ...counts);
}

function overlaySeries(one: Compared, axis: Axis, colours: ChartColours): object[] {
  const kindOf = lapKinds(one.laps);
  const points = (valid: boolean): ChartPoint[] =>
    one.laps
      .filter((lap) => lap.is_valid === valid)
      .map((lap) => {
        const note = one.notes.get(lap.lap_number) ?? LAP_NOTES[kindOf(lap)];
        const words = [formatLapTime(lap.lap_time_seconds), `lap ${lap.lap_number}, ${one.name}`];
        return pointAt(lap.lap_number, lap.lap_time_seconds, axis, words.concat(note || []), ARROW);
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
    point: pointAt(
      index + 1,
      gap,
      axis,
      [formatGap(gap), `after lap ${index + 1}, ${one.name}`],
      ARROW,
    ),
  }));
  const off = points.filter(({ gap }) => placed(gap, axis).beyond !== null);
  const line = points.map((each) => (off.includes(each) ? { value: [null, null] } : each.point));
  const label = { show: true, color: colours.soft, fontSize: 11, position: 'bottom' };
  const arrows = off.map((each, index) => {
    // Within the chart, at either end of it.
    const align = points.indexOf(each) < points.length / 2 ? 'left' : 'right';
    const said = { ...label, align, formatter: formatGap(each.gap) };
    return index === 0 ? { ...each.point, label: said } : each.point;
  });
  const itemStyle = { color: colours[one.look.colour] };
  return [
    lineOf(one, line, colours),
    { type: 'scatter', z: 4, data: arrows, itemStyle, cursor: 'default' },
  ];
}

function lineOf({ look }: Compared, data: readonly object[], colours: ChartColours): object {
  const { symbol, dash } = look;
  const symbolSize = symbol === 'pin' ? 13 : 8;
  return lineSeries(data, { color: colours[look.colour], symbol, dash, symbolSize });
}

function legendOf(compared: readonly Compared[]): LegendItem[] {
  return compared.map(({ name, look }) => ({ name, form: look.form, colour: look.colour }));
}
