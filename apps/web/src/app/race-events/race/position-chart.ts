import type { ChartColours } from '../../charts/chart-colours';
import type { ChartModel, ChartPoint } from '../../charts/chart-model';
import { frame, numberedAxis } from '../../charts/frame';
import { type LineStyle, lineSeries } from '../../charts/series';
import { countWords } from '../../laps/count';
import { NOTHING, formatLapTime } from '../../laps/lap-time';
import type { Racer } from './racers';
import type { ShownRacer } from './shown';

/** Room for the names at the ends of the lines. */
const NAME_PX = 96;
/** Where there is room, names are as wide as the longest, up to this. */
const WIDE_NAME_PX = 200;
const WIDE_CHART_PX = 640;
const LETTER_PX = 8;
const POSITION_STEPS = [1, 2, 5, 10];
const MOST_MARKS = 16;
const ROW_PX = 22;
const AXIS_PX = 60;
const LEAST_PX = 260;

/** Height at which no two names at the ends of lines touch. */
export function positionChartHeight(racers: readonly Racer[]): number {
  return Math.max(LEAST_PX, AXIS_PX + ROW_PX * raced(racers).length);
}

/**
 * The printed position of all at the end of each lap, from the grid on where that is known. Those who
 * are shown have their looks, the others are grey; each name stands at the end of its line. Null
 * where nobody drove a lap.
 */
export function positionChart(
  racers: readonly Racer[],
  shown: readonly ShownRacer[],
): ChartModel | null {
  const all = raced(racers);
  const most = Math.max(0, ...all.map(({ laps }) => laps.length));
  if (most === 0) {
    return null;
  }
  const hasGrid = all.every(({ result }) => result?.qualified_position != null);
  return {
    title: 'Position at the end of each lap',
    summary: `Positions of ${countWords(all.length, 'driver')} over ${countWords(most, 'lap')}.`,
    fileName: 'race positions',
    legend: [
      ...shown.map(({ racer, look }) => ({
        name: racer.name,
        form: look.form,
        colour: look.colour,
      })),
      ...(all.length > shown.length
        ? [{ name: 'Others', form: 'band', colour: 'strong' } as const]
        : []),
    ],
    table: {
      head: ['Lap', ...all.map(({ name }) => name)],
      rows: [
        ...(hasGrid
          ? [['Grid', ...all.map(({ result }) => String(result?.qualified_position))]]
          : []),
        ...Array.from({ length: most }, (_, index) => [
          String(index + 1),
          ...all.map(({ laps }) => cellOf(laps[index])),
        ]),
      ],
    },
    option: (colours) => optionOf(all, shown, { laps: most, hasGrid }, colours),
  };
}

function cellOf(lap: Racer['laps'][number] | undefined): string {
  return lap === undefined ? '' : String(lap.position ?? NOTHING);
}

/** How far the chart goes, and whether it begins at the grid. */
interface Extent {
  readonly laps: number;
  readonly hasGrid: boolean;
}

function optionOf(
  all: readonly Racer[],
  shown: readonly ShownRacer[],
  extent: Extent,
  colours: ChartColours,
): ReturnType<ChartModel['option']> {
  const line = (racer: Racer, style: LineStyle, more: object): object => ({
    ...lineSeries(pointsOf(racer, extent.hasGrid), style),
    endLabel: nameOf(racer, style.color),
    ...more,
  });
  const grey = colours.strong;
  const thin = { lineStyle: { color: grey, width: 1 } };
  const others = all.filter((racer) => shown.every((one) => one.racer !== racer));
  const series = [
    ...shown.map(({ racer, look: { symbol, dash, colour } }) =>
      line(racer, { color: colours[colour], symbol, dash, symbolSize: 7 }, { z: 4 }),
    ),
    ...others.map((racer) => {
      const style = { color: grey, symbol: 'circle', dash: 'solid', symbolSize: 4 } as const;
      return line(racer, style, { ...thin, endLabel: nameOf(racer, colours.soft) });
    }),
  ];
  const longest = Math.max(...all.map(({ name }) => name.length)) * LETTER_PX;
  return {
    ...frameOf(all, extent, colours),
    series,
    media: [
      { option: roomForNames(NAME_PX, series.length) },
      {
        query: { minWidth: WIDE_CHART_PX },
        option: roomForNames(Math.min(WIDE_NAME_PX, Math.max(NAME_PX, longest)), series.length),
      },
    ],
  };
}

function roomForNames(width: number, lines: number): Record<string, unknown> {
  const names = Array.from({ length: lines }, () => ({ endLabel: { width } }));
  return { grid: { right: width + 12 }, series: names };
}

/** The first position is at the top, and names have room at the right. */
function frameOf(
  all: readonly Racer[],
  { laps, hasGrid }: Extent,
  colours: ChartColours,
): Record<string, unknown> {
  const last = lastPosition(all, hasGrid);
  const step = POSITION_STEPS.find((one) => last / one <= MOST_MARKS) ?? 10;
  const x = numberedAxis(laps);
  const label = (value: number): string => (value === 0 && hasGrid ? 'Grid' : x.label(value));
  const base = frame(
    colours,
    { ...x, min: hasGrid ? 0 : 0.5, max: laps, label },
    { min: 0.5, max: last + 0.5, step },
    String,
  );
  const { xAxis, yAxis, grid } = base as Record<'xAxis' | 'yAxis' | 'grid', { axisLabel: object }>;
  const marks = Array.from(
    { length: Math.floor(last / step) + 1 },
    (_, index) => index * step || 1,
  );
  return {
    ...base,
    grid: { ...grid, right: NAME_PX + 12 },
    xAxis: { ...xAxis, axisLabel: { ...xAxis.axisLabel, showMinLabel: hasGrid } },
    yAxis: {
      ...yAxis,
      inverse: true,
      axisLabel: { ...yAxis.axisLabel, customValues: [...new Set(marks)] },
    },
  };
}

/** A position may be beyond the count of drivers: of some the laps are not known. */
function lastPosition(all: readonly Racer[], hasGrid: boolean): number {
  return all.reduce((most, { laps, result }) => {
    const grid = hasGrid ? (result?.qualified_position ?? 1) : 1;
    return laps.reduce((last, { position }) => Math.max(last, position ?? 1), Math.max(most, grid));
  }, all.length);
}

function nameOf({ name }: Racer, color: string): object {
  const fit = { width: NAME_PX, overflow: 'truncate', ellipsis: '…' };
  return { show: true, formatter: () => name, color, fontSize: 11, distance: 8, ...fit };
}

/** A lap without a printed position leaves its line open. */
function pointsOf({ name, laps, result }: Racer, hasGrid: boolean): object[] {
  const grid = result?.qualified_position ?? null;
  const start: ChartPoint[] =
    hasGrid && grid !== null
      ? [{ value: [0, grid], words: [`Position ${grid}`, `grid, ${name}`] }]
      : [];
  return [
    ...start,
    ...laps.map(({ lap_number, position, elapsed_seconds }) =>
      position === null
        ? { value: [null, null] }
        : {
            value: [lap_number, position],
            words: [
              `Position ${position}`,
              `after lap ${lap_number}, ${name}`,
              `at ${formatLapTime(elapsed_seconds)}`,
            ],
          },
    ),
  ];
}

function raced(racers: readonly Racer[]): Racer[] {
  return racers.filter(({ laps }) => laps.length > 0);
}
