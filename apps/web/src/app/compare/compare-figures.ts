import { AVERAGE_OF_5 } from '../laps/figure-names';
import { formatLapTime, formatPercent } from '../laps/lap-time';
import { consistencyOf, hasLaps, isRated } from '../laps/valid-laps';
import type { StintFigures } from './stint-figures';

/** One figure of every session compared. */
export interface FigureLine {
  readonly name: string;
  readonly values: readonly string[];
  /** Where the best of them stands; several where they are equal. */
  readonly best: readonly boolean[];
}

interface Reading {
  readonly name: string;
  readonly read: (session: StintFigures) => number | null;
  readonly unit: 'time' | 'percent';
  /** Whether few laps make the figure too good, so that it takes some to be the best. */
  readonly takesLaps?: boolean;
}

const READINGS: readonly Reading[] = [
  { name: 'Best', read: (session) => session.fastest_lap_seconds, unit: 'time' },
  {
    name: 'Average',
    read: (session) => session.average_lap_seconds,
    unit: 'time',
    takesLaps: true,
  },
  {
    name: 'Median',
    read: (session) => session.median_lap_seconds,
    unit: 'time',
    takesLaps: true,
  },
  {
    name: 'Consistency',
    read: (session) => session.pace_consistency_percent,
    unit: 'percent',
    takesLaps: true,
  },
  { name: AVERAGE_OF_5, read: (session) => session.average_top_5_seconds, unit: 'time' },
  { name: 'Best 3 in a row', read: (session) => session.top_3_consecutive_seconds, unit: 'time' },
  { name: 'LiveRC consistency', read: consistencyOf, unit: 'percent', takesLaps: true },
];

/** A session beside others; `rivals` is equal for those of one class at one track. */
interface Beside {
  readonly session: StintFigures;
  readonly rivals: string;
  /** Laps are left out that are not invalid: of a race, its first one. */
  readonly notes?: ReadonlyMap<number, string>;
}

/** The figures of the sessions side by side, in their order, and how many laps they have. */
export function compareFigures(sessions: readonly Beside[]): FigureLine[] {
  return [
    ...READINGS.map((reading) => lineOf(sessions, reading)),
    {
      name: 'Laps',
      values: sessions.map(lapWords),
      best: sessions.map(() => false),
    },
  ];
}

function lineOf(
  sessions: readonly Beside[],
  { name, read, unit, takesLaps = false }: Reading,
): FigureLine {
  const values = sessions.map(({ session }) => (hasLaps(session) ? read(session) : null));
  const rated = sessions.map(({ session, rivals }, index) => ({
    rivals,
    value: takesLaps && !isRated(session) ? null : (values[index] ?? null),
  }));
  return {
    name,
    values: values.map(unit === 'time' ? formatLapTime : formatPercent),
    best: rated.map(({ value, rivals }) => {
      const known = rated.flatMap((one) => (one.rivals === rivals ? (one.value ?? []) : []));
      const best = unit === 'time' ? Math.min(...known) : Math.max(...known);
      return known.length > 1 && value === best;
    }),
  };
}

/** Also why the better figure of a short run is not called the best. */
function lapWords({ session, notes }: Beside): string {
  const { lap_count, invalid_lap_count } = session;
  const count = invalid_lap_count ?? 0;
  const are = notes === undefined ? 'invalid' : 'left out';
  const few = hasLaps(session) && !isRated(session) ? ', too few to be rated' : '';
  return `${lap_count ?? '–'}${count > 0 ? ` (${count} ${are})` : ''}${few}`;
}
