import type { ImportedPracticeSession } from '@trackside/contracts';
import { usualRangeOf } from '@trackside/lap-statistics';
import type { ChartColours } from '../../charts/chart-colours';
import type { ChartModel, ChartPoint } from '../../charts/chart-model';
import { type Axis, axisOf, placed } from '../../charts/fit';
import { frame } from '../../charts/frame';
import { clockOf } from '../../laps/clock';
import { countWords } from '../../laps/count';
import { formatAxisTime, formatLapTime } from '../../laps/lap-time';
import { hasLaps } from '../../laps/valid-laps';

/** So many drivers are drawn; the table has all. */
const CHART_ROWS = 15;
/** Height of a driver's row. */
export const CHART_ROW_PX = 28;
const NAME_PX = 104;

/** A driver of the class. */
export interface ClassRow {
  readonly key: string;
  readonly name: string;
}

interface DrivenRow extends ClassRow {
  readonly bests: readonly { readonly seconds: number; readonly start: string }[];
}

/**
 * The best lap of each session, a row a driver: who is quick, and who is quick each time. Null with
 * fewer than two drivers.
 *
 * @param rows by best lap, the quickest first
 * @param keyOf whose a session is, as the rows' keys say
 */
export function classChart(
  rows: readonly ClassRow[],
  sessions: readonly ImportedPracticeSession[],
  keyOf: (session: ImportedPracticeSession) => string,
  className: string,
): ChartModel | null {
  const driven = rows.slice(0, CHART_ROWS).map((row): DrivenRow => {
    const own = sessions.filter((session) => hasLaps(session) && keyOf(session) === row.key);
    return { ...row, bests: own.flatMap(bestOf).sort((a, b) => a.seconds - b.seconds) };
  });
  const axis = axisOfBests(driven);
  if (axis === null || driven.length < 2) {
    return null;
  }
  const others = rows.length - driven.length;
  return {
    title: 'Best lap of each session in seconds, driver by driver',
    summary: `Best laps of ${countWords(driven.length, 'driver')} of ${className}${others > 0 ? `, without ${countWords(others, 'further one')}` : ''}.`,
    fileName: `class ${className}`,
    legend: [
      { name: 'Best of the day', form: 'rhomb', colour: 'accent' },
      { name: 'Best of a session', form: 'dot', colour: 'series3' },
      ...(isBeyond(driven, axis)
        ? [{ name: 'off the scale', form: 'arrow', colour: 'old' } as const]
        : []),
    ],
    table: {
      head: ['Driver', 'Best', 'Best laps of the sessions'],
      rows: driven.map(({ name, bests }) => [
        name,
        formatLapTime(bests[0]?.seconds ?? null),
        bests.map(({ seconds }) => formatLapTime(seconds)).join(', '),
      ]),
    },
    option: (colours) => optionOf(driven, axis, colours),
  };
}

function bestOf({ fastest_lap_seconds: seconds, started_at }: ImportedPracticeSession) {
  return seconds === null ? [] : [{ seconds, start: clockOf(started_at) }];
}

/** Holds every driver's best; a session in which nothing went right stands at its edge. */
function axisOfBests(rows: readonly DrivenRow[]): Axis | null {
  const all = rows.flatMap(({ bests }) => bests.map(({ seconds }) => seconds));
  const usual = usualRangeOf(all);
  const shown = all.filter((seconds) => usual === null || seconds <= usual.max);
  return axisOf(shown);
}

function isBeyond(rows: readonly DrivenRow[], axis: Axis): boolean {
  return rows.some(({ bests }) => bests.some(({ seconds }) => seconds > axis.max));
}

/** The rows go down from -1: an axis counts upwards. */
function optionOf(
  rows: readonly DrivenRow[],
  axis: Axis,
  colours: ChartColours,
): ReturnType<ChartModel['option']> {
  const y = { min: -(rows.length + 1), max: 0, step: 1 };
  const x = { ...axis, label: (seconds: number) => formatAxisTime(seconds, axis.step) };
  const base = frame(colours, x, y, (value) => rows[-value - 1]?.name ?? '');
  const { axisLabel, ...yAxis } = base['yAxis'] as { axisLabel: object };
  const names = { ...axisLabel, width: NAME_PX, overflow: 'break', lineHeight: 13 };
  const points = rows.map(({ name, bests }, row) =>
    bests.map(({ seconds, start }) => pointOf(seconds, -1 - row, axis, [name, start])),
  );
  const shared = { type: 'scatter', cursor: 'default' };
  return {
    ...base,
    yAxis: { ...yAxis, axisLabel: names },
    series: [
      {
        ...shared,
        data: points.flatMap(([best]) => best ?? []),
        symbol: 'diamond',
        symbolSize: 14,
        itemStyle: { color: colours.surface, borderColor: colours.accent, borderWidth: 2 },
        z: 4,
      },
      {
        ...shared,
        data: points.flatMap(([, ...others]) => others),
        symbolSize: 8,
        itemStyle: { color: colours.series3 },
      },
    ],
  };
}

function pointOf(seconds: number, row: number, axis: Axis, about: readonly string[]): ChartPoint {
  const words = [formatLapTime(seconds), about.join(', ')];
  const { at, beyond } = placed(seconds, axis);
  const arrow = { symbol: 'triangle', symbolSize: 10, symbolRotate: -90 };
  return { value: [at, row], words, ...(beyond === null ? {} : arrow) };
}
