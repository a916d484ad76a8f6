import type { ImportedPracticeSession, Lap } from '@trackside/contracts';
import type { ChartColours } from '../../charts/chart-colours';
import type { ChartModel, ChartPoint, LegendItem } from '../../charts/chart-model';
import { type Axis, type LapKind, axisOfLaps, lapKinds, placed } from '../../charts/fit';
import { type XAxis, frame, stepOf } from '../../charts/frame';
import { LAP_NOTES } from '../../charts/laps-chart';
import { type LineStyle, lineSeries, pointAt } from '../../charts/series';
import { clockOf, formatClock, secondsIntoDay } from '../../laps/clock';
import { countWords } from '../../laps/count';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import type { Statistic } from '../../laps/statistic';
import { hasLaps } from '../../laps/valid-laps';

/** A session that can be drawn: it has a start and its laps are read. */
export interface DrivenSession {
  readonly session: ImportedPracticeSession;
  readonly laps: readonly Lap[];
}

export interface ClassBest {
  readonly seconds: number;
  readonly driver: string;
}

const CLOCK_STEPS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600];
const LEAST_SPAN_SECONDS = 600;
/** Marks of the clock at most. */
const MARKS = 7;

/**
 * Best and pace of each session over the clock, with every lap as a dot and the class's best as
 * a line. Null where nothing can be drawn.
 *
 * @param date of the day, from which the clock counts: an evening may run past midnight
 */
export function dayChart(
  driven: readonly DrivenSession[],
  date: string,
  classBest: ClassBest | null,
  statistic: Statistic,
): ChartModel | null {
  const drawn = driven.filter(({ session }) => hasLaps(session) && session.started_at !== null);
  const laps = drawn.flatMap((item) => item.laps);
  const bests = drawn.flatMap(({ session }) => session.fastest_lap_seconds ?? []);
  const y = axisWith(classBest, laps, bests);
  const x = clockAxis(drawn, date);
  if (y === null || x === null) {
    return null;
  }
  return {
    title: 'Lap time in seconds over the clock',
    summary: `Best lap and ${statistic.pace.toLowerCase()} of ${countWords(drawn.length, 'session')}, every lap as a dot.`,
    fileName: `lap times ${date}`,
    legend: legendOf(laps, classBest, y, statistic),
    table: {
      head: ['Session', 'Best', statistic.pace, statistic.consistency, 'Laps'],
      rows: rowsOf(driven, statistic),
    },
    option: (colours) => ({
      ...frame(colours, x, y),
      series: [
        ...sessionLines(drawn, date, y, colours, statistic),
        ...lapDots(drawn, date, y, colours, statistic),
        ...classLine(classBest, x, y, colours),
      ],
    }),
  };
}

function sessionLines(
  drawn: readonly DrivenSession[],
  date: string,
  y: Axis,
  colours: ChartColours,
  statistic: Statistic,
): object[] {
  const paceOf = ({ laps }: DrivenSession): number | null => statistic.of([laps]).seconds;
  const best: LineStyle = { color: colours.accent, symbol: 'circle', dash: 'solid' };
  const pace: LineStyle = { color: colours.series3, symbol: 'diamond', dash: [6, 5] };
  return [
    sessionLine('Best', bestOf, drawn, date, y, best),
    sessionLine(statistic.pace, paceOf, drawn, date, y, pace),
  ];
}

/**
 * An axis that fits the driver's own laps. The class's best belongs on it only where it leaves them at
 * least half of the height: somebody much quicker must not flatten what the driver came to see.
 */
function axisWith(
  classBest: ClassBest | null,
  laps: readonly Lap[],
  bests: readonly number[],
): Axis | null {
  const own = axisOfLaps(laps, bests);
  if (own === null || classBest === null) {
    return own;
  }
  const isNear = own.min - classBest.seconds <= own.max - own.min;
  return isNear ? axisOfLaps(laps, [...bests, classBest.seconds]) : own;
}

function bestOf({ session }: DrivenSession): number | null {
  return session.fastest_lap_seconds;
}

function clockAxis(driven: readonly DrivenSession[], date: string): XAxis | null {
  const moments = driven.flatMap(({ session, laps }) => [
    ...(secondsIntoDay(session.started_at, date) === null ? [] : [startOf(session, date)]),
    ...momentsOf(session, laps, date),
  ]);
  if (moments.length === 0) {
    return null;
  }
  const low = moments.reduce((least, moment) => Math.min(least, moment));
  const high = moments.reduce((most, moment) => Math.max(most, moment));
  const step = stepOf(Math.max(high - low, LEAST_SPAN_SECONDS), CLOCK_STEPS, MARKS);
  const room = step / 4;
  const min = Math.floor((low - room) / step) * step;
  const max = Math.ceil((high + room) / step) * step;
  return { min, max, step, label: formatClock };
}

function startOf(session: ImportedPracticeSession, date: string): number {
  return secondsIntoDay(session.started_at, date) ?? 0;
}

/** When each lap ended; counted up from the start where LiveRC does not tell. */
function momentsOf(session: ImportedPracticeSession, laps: readonly Lap[], date: string): number[] {
  let driven = startOf(session, date);
  return laps.map((lap) => {
    driven += lap.lap_time_seconds;
    return secondsIntoDay(lap.crossed_at, date) ?? driven;
  });
}

function sessionLine(
  name: string,
  valueOf: (driven: DrivenSession) => number | null,
  driven: readonly DrivenSession[],
  date: string,
  y: Axis,
  style: LineStyle,
): object {
  const data = driven.flatMap((item): ChartPoint[] => {
    const value = valueOf(item);
    if (value === null) {
      return [];
    }
    const start = startOf(item.session, date);
    const words = [`${formatClock(start)}: ${name.toLowerCase()} ${formatLapTime(value)}`];
    return [pointAt(start, value, y, words)];
  });
  const inTime = data.sort((a, b) => a.value[0] - b.value[0]);
  return { name, z: 4, ...lineSeries(inTime, { ...style, symbolSize: 11 }) };
}

type Place = 'valid' | 'invalid' | 'marked';

function lapDots(
  driven: readonly DrivenSession[],
  date: string,
  y: Axis,
  colours: ChartColours,
  statistic: Statistic,
): object[] {
  const dots: Record<Place, ChartPoint[]> = { valid: [], invalid: [], marked: [] };
  for (const { session, laps } of driven) {
    const kindOf = lapKinds(laps, statistic);
    const moments = momentsOf(session, laps, date);
    for (const [index, lap] of laps.entries()) {
      const kind = kindOf(lap);
      const place = kind === 'valid' || kind === 'invalid' ? kind : 'marked';
      dots[place].push(dotOf(lap, kind, moments[index] ?? 0, session, y));
    }
  }
  const hollow = (color: string): object => ({
    itemStyle: { color: colours.surface, borderColor: color, borderWidth: 1.5 },
  });
  const shared = { type: 'scatter', z: 3, symbolSize: 6, cursor: 'default' };
  return [
    { ...shared, data: dots.valid, itemStyle: { color: colours.accent, opacity: 0.45 } },
    { ...shared, data: dots.invalid, ...hollow(colours.soft) },
    { ...shared, data: dots.marked, symbol: 'triangle', symbolSize: 9, ...hollow(colours.old) },
  ];
}

function dotOf(
  lap: Lap,
  kind: LapKind,
  moment: number,
  session: ImportedPracticeSession,
  y: Axis,
): ChartPoint {
  const about = `lap ${lap.lap_number} of ${clockOf(session.started_at)}`;
  const words = [formatLapTime(lap.lap_time_seconds), about].concat(LAP_NOTES[kind] || []);
  return pointAt(moment, lap.lap_time_seconds, y, words, { symbol: 'triangle', symbolSize: 9 });
}

function classLine(
  classBest: ClassBest | null,
  x: XAxis,
  y: Axis,
  colours: ChartColours,
): object[] {
  if (classBest === null) {
    return [];
  }
  const words = [`Class best ${formatLapTime(classBest.seconds)}`, classBest.driver];
  const ends = [x.min, x.max].map((moment) => pointAt(moment, classBest.seconds, y, words));
  const style = { color: colours.wrong, symbol: 'none', dash: [2, 4] };
  return [{ ...lineSeries(ends, style), z: 2 }];
}

function legendOf(
  laps: readonly Lap[],
  classBest: ClassBest | null,
  y: Axis,
  { name, pace }: Statistic,
): LegendItem[] {
  const marked = name === 'clean' ? 'Crash, stop or cut' : 'Stands out';
  const invalid = laps.some((lap) => !lap.is_valid);
  const beyond = classBest !== null && placed(classBest.seconds, y).beyond !== null;
  const place = beyond ? ', off the scale' : '';
  const best = `Class best ${formatLapTime(classBest?.seconds ?? null)}${place}`;
  const items: readonly (readonly [boolean, LegendItem])[] = [
    [true, { name: 'Best', form: 'disc', colour: 'accent' }],
    [true, { name: pace, form: 'diamond', colour: 'series3' }],
    [true, { name: 'Lap', form: 'dot', colour: 'accent' }],
    [invalid, { name: 'Invalid lap', form: 'ring', colour: 'soft' }],
    [true, { name: `${marked}, or off the scale`, form: 'arrow', colour: 'old' }],
    [classBest !== null, { name: best, form: 'dots', colour: 'wrong' }],
  ];
  return items.flatMap(([shown, item]) => (shown ? [item] : []));
}

function rowsOf(driven: readonly DrivenSession[], statistic: Statistic): string[][] {
  return driven.map(({ session, laps }) => {
    const { seconds, consistency } = statistic.of([laps]);
    return [
      clockOf(session.started_at),
      formatLapTime(session.fastest_lap_seconds),
      formatLapTime(seconds),
      hasLaps(session) ? formatPercent(consistency) : 'laps not read',
      String(session.lap_count ?? '–'),
    ];
  });
}
