import { type RaceClock, type RacePlace, raceClock } from '@trackside/lap-statistics';
import { countWords } from '../../../laps/count';
import { formatGap } from '../../../laps/lap-time';
import type { Racer } from '../racers';

/** A racer at a moment of the race. */
export interface SceneRow {
  readonly racer: Racer;
  /** From 1: as after the last crossing of each. */
  readonly position: number;
  readonly lapCount: number;
  /**
   * Share of the lap under way that has passed, were it driven at one speed: an estimate, as nothing
   * is measured between two crossings. Null after the last lap.
   */
  readonly share: number | null;
  /** Seconds since the last crossing; null before the first one. */
  readonly sinceCrossing: number | null;
  /**
   * Behind the leader at the racer's own last crossing: measured. Of who has no further lap it is what
   * the leader has since. Empty before the first crossing, and where the racer led at the last one: how
   * far the new leader is ahead is measured at the next.
   */
  readonly gap: string;
}

/** A race that can be looked at at any moment of its clock. */
export interface RaceScene {
  /** Those who drove a lap, in the order of the grid where that is known. */
  readonly racers: readonly Racer[];
  readonly endSeconds: number;
  readonly lapCount: number;
  /** Best first. */
  readonly at: (raceSeconds: number) => SceneRow[];
}

/** @param racers in order of position */
export function sceneOf(racers: readonly Racer[]): RaceScene {
  const raced = inGridOrder(racers.filter(({ laps }) => laps.length > 0));
  const clock: RaceClock = raceClock(raced);
  return {
    racers: raced,
    endSeconds: clock.end_seconds,
    lapCount: Math.max(0, ...raced.map(({ laps }) => laps.length)),
    at: (raceSeconds) => {
      const places = clock.orderAt(raceSeconds);
      const leaderLaps = places[0]?.lap_count ?? 0;
      return places.flatMap((place) => {
        const racer = raced[place.driver];
        return racer ? [rowOf(racer, place, { raceSeconds, leaderLaps })] : [];
      });
    },
  };
}

/** `2, +1.234` and the like of all, for those who do not see the picture. */
export function sceneWords(rows: readonly SceneRow[]): string {
  return rows
    .map(({ position, racer, gap }) => [`${position} ${racer.name}`, gap].filter(Boolean).join(' '))
    .join(', ');
}

/** Before the first crossing the clock keeps the order in which it is given the drivers. */
function inGridOrder(racers: readonly Racer[]): Racer[] {
  const gridOf = ({ result }: Racer): number | null => result?.qualified_position ?? null;
  return racers.some((one) => gridOf(one) === null)
    ? [...racers]
    : [...racers].sort((a, b) => (gridOf(a) ?? 0) - (gridOf(b) ?? 0));
}

function rowOf(
  racer: Racer,
  place: RacePlace,
  { raceSeconds, leaderLaps }: { readonly raceSeconds: number; readonly leaderLaps: number },
): SceneRow {
  const { position, lap_count: lapCount, lap_share, is_running } = place;
  const crossedAt = racer.laps[lapCount - 1]?.elapsed_seconds ?? null;
  return {
    racer,
    position,
    lapCount,
    share: is_running ? lap_share : null,
    sinceCrossing: crossedAt === null ? null : raceSeconds - crossedAt,
    gap: gapWords(place, leaderLaps),
  };
}

/** Who has no further lap falls back lap by lap, to what the result prints in the end. */
function gapWords(place: RacePlace, leaderLaps: number): string {
  const { position, lap_count, is_running, gap_laps, gap_seconds } = place;
  if (lap_count === 0) {
    return '';
  }
  if (position === 1) {
    return 'leads';
  }
  const laps = is_running ? gap_laps : leaderLaps - lap_count;
  if (laps > 0) {
    return `+${countWords(laps, 'lap')}`;
  }
  return gap_seconds < 0 ? '' : formatGap(gap_seconds);
}
