import type { ImportedPracticeSession, Lap } from '@trackside/contracts';
import { lapFigures, outlierLaps } from '@trackside/lap-statistics';
import { clockOf } from '../../laps/clock';
import { formatGap, formatLapTime, formatPercent } from '../../laps/lap-time';
import { consistencyOf, hasLaps, isRated, validLapsOf } from '../../laps/valid-laps';
import type { Figure } from '../../page-parts/figure-list';
import { type Leaderboard, type Place, SHOWN, ordinal, pooledConsistency } from '../standings';

/** What a driver's day in one class comes to. */
export interface DayInClass {
  /** Oldest first. */
  readonly sessions: readonly ImportedPracticeSession[];
  /** Of the sessions that are read; null while they are loaded. */
  readonly laps: readonly (readonly Lap[])[] | null;
  /** The class by best lap. */
  readonly board: Leaderboard;
}

export function placeOf({ places }: Leaderboard): Place | null {
  return places.find(({ standing }) => standing.key === SHOWN) ?? null;
}

/** `1st of 5`, with those whose laps are not read; null without a place. */
export function rankWords(board: Leaderboard): string | null {
  const place = placeOf(board);
  if (place === null) {
    return null;
  }
  const unread = board.unplaced.filter(({ reason }) => reason === 'laps not read').length;
  const open = unread > 0 ? `, ${unread} not read yet` : '';
  return `${ordinal(place.rank)} of ${board.places.length}${open}`;
}

/** The key figures above everything else. */
export function keyFigures(day: DayInClass): Figure[] {
  const { sessions, board } = day;
  const place = placeOf(board);
  const first = board.places[0];
  const figures = day.laps === null ? null : lapFigures(day.laps.flat());
  const lapCount = sessions.reduce((sum, session) => sum + (session.lap_count ?? 0), 0);
  const invalid = sessions.reduce((sum, session) => sum + (session.invalid_lap_count ?? 0), 0);
  const unread = sessions.filter((session) => !hasLaps(session)).length;
  return [
    { name: 'Best', value: formatLapTime(place?.value ?? null), note: atOf(place, sessions) },
    {
      name: 'Class best',
      value: formatLapTime(first?.value ?? null),
      note: rankWords(board) ?? 'without a place yet',
    },
    {
      name: 'Average of best 5 laps',
      value: figures ? formatLapTime(figures.average_top_5_seconds) : '…',
      note: figures && figures.valid_lap_count < 5 ? 'needs 5 valid laps' : 'of the day',
    },
    {
      name: 'Consistency',
      value: formatPercent(wholeConsistency(day)),
      note: withoutOutliers(day.laps) ?? `over ${validLaps(sessions)} valid laps`,
    },
    {
      name: 'Sessions',
      value: String(sessions.length),
      note: unread > 0 ? `${unread} not read yet` : '',
    },
    { name: 'Laps', value: String(lapCount), note: invalid > 0 ? `${invalid} invalid` : '' },
  ];
}

/** How the lap times changed, in a sentence; null where there is nothing to tell. */
export function changeWords(day: DayInClass): string | null {
  const place = placeOf(day.board);
  const index = day.sessions.findIndex(({ id }) => id === place?.standing.bestSession);
  const best = day.sessions[index];
  if (place === null || best === undefined) {
    return null;
  }
  const of = `${ordinal(index + 1)} of ${day.sessions.length} sessions`;
  const found = `Best ${formatLapTime(place.value)} at ${clockOf(best.started_at)}, the ${of}.`;
  const averages = (day.laps ?? []).flatMap((laps) => usualAverage(laps) ?? []);
  const [from, to] = [averages[0], averages.at(-1)];
  if (averages.length < 2 || from === undefined || to === undefined) {
    return found;
  }
  const gap = formatGap(to.seconds - from.seconds);
  const change = `${formatLapTime(from.seconds)} to ${formatLapTime(to.seconds)} (${gap})`;
  const left = from.left + to.left;
  const without = left === 0 ? '' : `, without ${outlierWords(left)}`;
  return `${found} The average went from ${change}${without}.`;
}

/** A session's average without the laps that stand out, and how many those are. */
function usualAverage(laps: readonly Lap[]): { seconds: number; left: number } | null {
  const usual = usualLaps(laps);
  const seconds = lapFigures(usual).average_lap_seconds;
  return seconds === null ? null : { seconds, left: laps.length - usual.length };
}

function usualLaps(laps: readonly Lap[]): Lap[] {
  const outliers = outlierLaps(laps);
  return laps.filter((lap) => !outliers.has(lap.lap_number));
}

function outlierWords(count: number): string {
  return count === 1 ? '1 outlier' : `${count} outliers`;
}

/** How the best lap compares with the class, in a sentence. */
export function classWords(board: Leaderboard): string | null {
  const place = placeOf(board);
  const first = board.places.find(({ standing }) => standing.key !== SHOWN);
  if (place === null) {
    return null;
  }
  const value = formatLapTime(place.value);
  if (first === undefined) {
    return `${value}: nobody else of this class has a lap to compare with yet.`;
  }
  const gap = formatLapTime(Math.abs(first.value - place.value));
  if (place.rank === 1) {
    return `${value} is the best of the class, ${gap} ahead of ${first.standing.label}.`;
  }
  return `${value} is ${gap} behind ${first.standing.label}: ${rankWords(board)}.`;
}

/** How consistent the day was, in a sentence; null while nothing is read. */
export function consistencyWords({ sessions, laps }: DayInClass): string | null {
  const whole = wholeConsistency({ sessions, laps });
  const rated = sessions.filter(isRated);
  const best = rated.reduce<ImportedPracticeSession | null>(
    (most, session) =>
      most === null || (consistencyOf(session) ?? 0) > (consistencyOf(most) ?? 0) ? session : most,
    null,
  );
  if (whole === null) {
    return null;
  }
  const without = withoutOutliers(laps);
  const usual = without === null ? '' : ` (${without})`;
  const words = `${formatPercent(whole)} over the ${validLaps(sessions)} valid laps of the day${usual}.`;
  if (best === null || sessions.filter(hasLaps).length < 2) {
    return words;
  }
  const most = `${formatPercent(consistencyOf(best))} at ${clockOf(best.started_at)}`;
  return `${words} Most even: ${most}.`;
}

/** Over all valid laps of the day; null with fewer than two. */
function wholeConsistency({ sessions, laps }: Pick<DayInClass, 'sessions' | 'laps'>) {
  const known = laps === null ? null : lapFigures(laps.flat()).consistency_percent;
  return validLaps(sessions) < 2 ? null : (known ?? pooledConsistency(sessions));
}

/** Below this, a session had a crash: it must not flatten the rest. */
const SCALE_FROM_PERCENT = 60;

/** Where a consistency stands, in percent of a scale on which the sessions differ; 0 is off it. */
export function scaleOf(
  sessions: readonly ImportedPracticeSession[],
): (consistency: number | null) => number | null {
  const rated = sessions.flatMap((session) => consistencyOf(session) ?? []);
  const shown = rated.filter((percent) => percent >= SCALE_FROM_PERCENT);
  const floor = Math.min(95, Math.floor((Math.min(...shown, 100) - 1) / 5) * 5);
  return (consistency) =>
    consistency === null ? null : Math.max(0, (100 * (consistency - floor)) / (100 - floor));
}

/** The first places and those around the driver's own, in order, at most so many. */
export function placesAround({ places }: Leaderboard, most: number): Place[] {
  const own = places.findIndex(({ standing }) => standing.key === SHOWN);
  const shown = new Set<number>([0, own]);
  for (let distance = 1; shown.size < Math.min(most, places.length); distance += 1) {
    for (const index of [own - distance, own + distance, distance]) {
      if (index >= 0 && index < places.length && shown.size < most) {
        shown.add(index);
      }
    }
  }
  return places.filter((_place, index) => shown.has(index));
}

/** What consistency were without laps that stand out, which one crash governs; null without any. */
function withoutOutliers(laps: DayInClass['laps']): string | null {
  const usual = (laps ?? []).map(usualLaps);
  const left = (laps ?? []).flat().length - usual.flat().length;
  if (left === 0) {
    return null;
  }
  const consistency = formatPercent(lapFigures(usual.flat()).consistency_percent);
  return `${consistency} without ${outlierWords(left)}`;
}

function validLaps(sessions: readonly ImportedPracticeSession[]): number {
  return sessions.reduce((sum, session) => sum + validLapsOf(session), 0);
}

function atOf(place: Place | null, sessions: readonly ImportedPracticeSession[]): string {
  const best = sessions.find(({ id }) => id === place?.standing.bestSession);
  return best === undefined ? '' : `at ${clockOf(best.started_at)}`;
}
