import type { ImportedPracticeSession, Lap } from '@trackside/contracts';
import { clockOf } from '../../laps/clock';
import { countWords, formatCount, ordinal } from '../../laps/count';
import { formatGap, formatLapTime, formatPercent } from '../../laps/lap-time';
import type { Pace, Statistic } from '../../laps/statistic';
import { hasLaps, LAPS_TO_BE_RATED } from '../../laps/valid-laps';
import type { Figure } from '../../page-parts/figure-list';
import { type Leaderboard, type Place, SHOWN } from '../standings';

/** What a driver's day in one class comes to. */
export interface DayInClass {
  /** Oldest first. */
  readonly sessions: readonly ImportedPracticeSession[];
  /** Of each session, none where they are not read; null while they are loaded. */
  readonly laps: readonly (readonly Lap[])[] | null;
  /** What pace and consistency are in every figure and sentence. */
  readonly statistic: Statistic;
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
  const whole = paceOfDay(day);
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
      name: day.statistic.pace,
      value: whole ? formatLapTime(whole.seconds) : '…',
      note: 'of the day',
    },
    {
      name: day.statistic.consistency,
      value: whole ? formatPercent(whole.consistency) : '…',
      note: whole ? countedWords(whole, day.statistic) : '',
      term: 'consistency',
    },
    {
      name: 'Sessions',
      value: formatCount(sessions.length),
      note: unread > 0 ? `${unread} not read yet` : '',
    },
    { name: 'Laps', value: formatCount(lapCount), note: invalid > 0 ? `${invalid} invalid` : '' },
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
  const of = `${ordinal(index + 1)} of ${countWords(day.sessions.length, 'session')}`;
  const found = `Best ${formatLapTime(place.value)} at ${clockOf(best.started_at)}, the ${of}.`;
  const paces = (day.laps ?? []).flatMap((laps) => day.statistic.of([laps]).seconds ?? []);
  const [from, to] = [paces[0], paces.at(-1)];
  if (paces.length < 2 || from === undefined || to === undefined) {
    return found;
  }
  const change = `${formatLapTime(from)} to ${formatLapTime(to)} (${formatGap(to - from)})`;
  return `${found} The ${day.statistic.pace.toLowerCase()} went from ${change}.`;
}

/** `over 54 laps that count, 1 stands out`. */
function countedWords({ lapCount, leftOut }: Pace, { lapWords, leftOutWords }: Statistic): string {
  const words = `over ${lapWords(lapCount)}`;
  return leftOut === 0 ? words : `${words}, ${leftOutWords(leftOut)}`;
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
export function consistencyWords(day: DayInClass): string | null {
  const whole = paceOfDay(day);
  if (whole === null || whole.consistency === null) {
    return null;
  }
  const words = `${formatPercent(whole.consistency)} ${countedWords(whole, day.statistic)}.`;
  const rated = ratedSessions(day).sort((a, b) => b.consistency - a.consistency);
  const [[best], read] = [rated, day.sessions.filter(hasLaps).length];
  if (best === undefined || read < 2) {
    return words;
  }
  const among = rated.length < read ? `, ${ratedWords(day.statistic)}` : '';
  const value = `${formatPercent(best.consistency)} at ${clockOf(best.started_at)}`;
  return `${words} Most even${among}: ${value}.`;
}

function ratedWords({ laps }: Statistic): string {
  return `of runs with ${LAPS_TO_BE_RATED} ${laps} or more`;
}

function paceOfDay({ laps, statistic }: DayInClass): Pace | null {
  return laps === null ? null : statistic.of(laps);
}

/** Sessions with laps enough to be called even, and how even they were. */
function ratedSessions({ sessions, laps, statistic }: DayInClass) {
  return sessions.flatMap(({ started_at }, index) => {
    const { consistency, lapCount } = statistic.of([laps?.[index] ?? []]);
    return consistency === null || lapCount < LAPS_TO_BE_RATED ? [] : [{ started_at, consistency }];
  });
}

/** Below this, a session had a crash: it must not flatten the rest. */
const SCALE_FROM_PERCENT = 60;

/** Where a consistency stands, in percent of a scale on which the sessions differ; 0 is off it. */
export function scaleOf(
  consistencies: readonly (number | null)[],
): (consistency: number | null) => number | null {
  const known = consistencies.flatMap((consistency) => consistency ?? []);
  const shown = known.filter((percent) => percent >= SCALE_FROM_PERCENT);
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

/** How many places of all are left out before each of those shown. */
export function leftOut(all: readonly Place[], shown: readonly Place[]): number[] {
  const indexes = shown.map((place) => all.indexOf(place));
  return indexes.map((index, order) => index - (indexes[order - 1] ?? -1) - 1);
}

function atOf(place: Place | null, sessions: readonly ImportedPracticeSession[]): string {
  const best = sessions.find(({ id }) => id === place?.standing.bestSession);
  return best === undefined ? '' : `at ${clockOf(best.started_at)}`;
}
