import { lapFigures, type LapFigures, type TimedLap } from './figures.js';

/** What a session's page prints, null where it prints none. */
export interface PrintedSession {
  duration_seconds: number | null;
  lap_count: number | null;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
  top_3_consecutive_seconds: number | null;
  average_top_5_seconds: number | null;
  average_top_10_seconds: number | null;
  average_top_15_seconds: number | null;
  standard_deviation_seconds: number | null;
  consistency_percent: number | null;
}

/** A printed figure that the laps contradict. Neither is mended. */
export interface SessionMismatch {
  /** Field of the session. */
  figure: keyof PrintedSession;
  printed: number;
  computed: number | null;
}

export interface SessionCheck {
  /** How many printed figures were computed again. */
  figures: number;
  mismatches: SessionMismatch[];
}

const FIGURES = [
  'fastest_lap_seconds',
  'average_lap_seconds',
  'top_3_consecutive_seconds',
  'average_top_5_seconds',
  'average_top_10_seconds',
  'average_top_15_seconds',
  'standard_deviation_seconds',
  'consistency_percent',
] as const satisfies readonly (keyof PrintedSession & keyof LapFigures)[];

/**
 * Computes the printed figures of a practice session's page again from its laps. Valid laps alone
 * count in them. LiveRC was never seen to say whether invalid laps are in the count of laps and in
 * the length: with some, either count is right, and the length is held against nothing.
 *
 * @param laps all of the session, in the order in which they were driven; without any nothing is
 *   held against them, for they may not have been read
 */
export function checkPracticeSession(
  session: PrintedSession,
  laps: readonly TimedLap[],
): SessionCheck {
  if (laps.length === 0) return { figures: 0, mismatches: [] };
  const computed = lapFigures(laps);
  const { valid_lap_count: valid, invalid_lap_count: invalid } = computed;
  const found: [keyof PrintedSession, (number | null)[]][] = [
    ['lap_count', [...new Set([laps.length, valid])]],
    ...FIGURES.filter((figure) => valid > 1 || !SPREADS.has(figure)).map(
      (figure): [keyof PrintedSession, (number | null)[]] => [figure, valuesOf(computed, figure)],
    ),
  ];
  if (invalid === 0) found.unshift(['duration_seconds', [wholeSeconds(laps)]]);
  const printed = found.flatMap(([figure, values]) => {
    const value = session[figure];
    return value === null ? [] : [{ figure, printed: value, values }];
  });
  return {
    figures: printed.length,
    mismatches: printed
      .filter((one) => !one.values.includes(one.printed))
      .map(({ values, ...one }) => ({ ...one, computed: values[0] ?? null })),
  };
}

/** How one lap scatters nobody can say, and pages print it in more ways than one. */
const SPREADS = new Set<keyof PrintedSession>([
  'standard_deviation_seconds',
  'consistency_percent',
]);

/** The consistency may be reckoned from figures that are rounded already. */
function valuesOf(figures: LapFigures, figure: (typeof FIGURES)[number]): (number | null)[] {
  const { standard_deviation_seconds: deviation, average_lap_seconds: average } = figures;
  if (figure !== 'consistency_percent' || deviation === null || !average) return [figures[figure]];
  return [figures[figure], Math.round(100_000 * (1 - deviation / average)) / 1000];
}

/** Time of all laps, halves up. */
function wholeSeconds(laps: readonly TimedLap[]): number {
  const total = laps.reduce((sum, lap) => sum + Math.round(lap.lap_time_seconds * 1000), 0);
  return Math.round(total / 1000);
}
