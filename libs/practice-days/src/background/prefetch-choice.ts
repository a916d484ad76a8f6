import {
  ageMs,
  canStillChange,
  defaultDates,
  type MonthKey,
  monthKey,
  monthOfKey,
  monthsTouching,
  remainingFreshMs,
  TTL_MS,
} from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { SEARCH_HALF_LIFE_SECONDS, type TrackInterest } from '@trackside/tracks';
import { hourOfWeek, isRacingHour } from './prefetch-pace.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A month that counts no longer than this is read again, so that no search finds it expired. */
export const AHEAD_MS = 30_000;
/** While somebody has searched so lately, what people want is kept fresh without a gap. */
const DEMAND_MS = 90 * MINUTE_MS;
/** Without demand, and for tracks that nobody has searched, on days of racing. */
const RARE_MS = HOUR_MS;
const IDLE_MS = 6 * HOUR_MS;
/** Below it a search is too long ago to count: after a month, for one alone. */
const LEAST_WEIGHT = 0.05;
/** Older searches count nothing, however many they were. */
export const SEARCHES_COUNT_MS = 60 * DAY_MS;
/** A track that fails is left alone for ten minutes, twice as long each time, six hours at most. */
const FIRST_FAILURE_MS = 10 * MINUTE_MS;
const LONGEST_FAILURE_MS = 6 * HOUR_MS;
/** Day pages that a month of which nothing is known is taken to have, and has at the most. */
const UNKNOWN_DAYS = { expected: 4, most: 31 };
/** Pages of a known month that have come since, and second attempts. */
const SLACK = 3;

/** What is stored of a track, beside how much people want it. */
export interface TrackState {
  trackId: string;
  months: KnownMonthState[];
  readAheadAt: Date | null;
  /** Readings ahead that failed in a row. */
  failures: number;
}

/** A month of a track as it is stored. */
export interface KnownMonthState {
  month: MonthKey;
  fetchedAt: Date;
  /** Day pages that a reading would ask for: not read yet, or of days too young to have settled. */
  openPages: number;
  /** The dashboard that was read before its calendar; null where none was. */
  dashboard: { readAt: Date; lags: boolean } | null;
}

/** What tells whether a track is worth reading before anybody asks. */
export type PrefetchCandidate = Pick<
  TrackInterest,
  | 'status'
  | 'favourites'
  | 'lastSearchedAt'
  | 'searchWeight'
  | 'practiceMonths'
  | 'practiceMonthsReadAt'
> &
  TrackState;

/** A month that is to be read, and what that costs. */
export interface PrefetchChoice {
  trackId: string;
  month: MonthKey;
  /** What it is taken to cost, in requests. */
  expected: number;
  /** It is let go of when it wants to send more. */
  most: number;
  /** The dashboard is asked first: it may tell that nothing has changed. */
  viaDashboard: boolean;
}

/** What the choice is made by, besides the tracks. */
export interface PrefetchSituation {
  now: Date;
  /** Requests that may be sent now. */
  allowance: number;
  openMonthTtlSeconds: number;
}

/**
 * The months to read now, before anybody asks: those of tracks that people want most first, as far as
 * the allowance goes.
 *
 * A favourite and a searched track is kept fresh without a gap while people search, hourly otherwise;
 * one that only practises (by the catalogue's mark or its list of months) hourly on days of racing, else
 * every six hours, and of it only what can still change; others never. Months are those of a search
 * without dates that expire or have expired.
 */
export function chooseMonths(
  candidates: PrefetchCandidate[],
  situation: PrefetchSituation,
): PrefetchChoice[] {
  const { now } = situation;
  const searches = candidates.map(({ lastSearchedAt: at }) => (at ? ageMs(at, now) : Infinity));
  const isWanted = Math.min(...searches, Infinity) < DEMAND_MS;
  const ranked = candidates
    .map((track) => ({ track, worth: worthOf(track, now) }))
    .filter(({ track, worth }) => worth > 0 && isDue(track, isWanted, now))
    .sort((a, b) => b.worth - a.worth || (a.track.trackId < b.track.trackId ? -1 : 1));
  const months = searchedMonths(now);
  const choices = ranked.flatMap(({ track }) => expiringMonths(track, months, situation));
  let left = situation.allowance;
  const end = choices.findIndex(({ expected }) => (left -= expected) < 0);
  return end < 0 ? choices : choices.slice(0, end);
}

/** How much a track is wanted, 0 for not at all; a search now counts 1. */
export function worthOf(track: PrefetchCandidate, now: Date): number {
  return demandOf(track, now) + activityOf(track, now);
}

function demandOf({ favourites, lastSearchedAt, searchWeight }: PrefetchCandidate, now: Date) {
  const age = lastSearchedAt ? Math.max(0, ageMs(lastSearchedAt, now)) : Infinity;
  const searched = searchWeight * 0.5 ** (age / 1000 / SEARCH_HALF_LIFE_SECONDS);
  return favourites + (searched >= LEAST_WEIGHT ? searched : 0);
}

/** Less than any demand. A track without the catalogue's mark comes last. */
function activityOf({ status, practiceMonths }: PrefetchCandidate, now: Date): number {
  const live = { practice: LEAST_WEIGHT / 2, racing: LEAST_WEIGHT / 4, idle: 0 }[status];
  const practised = practiceMonths?.some((key) => canStillChange(monthOfKey(key), now)) ?? false;
  return live + (practised ? LEAST_WEIGHT / 8 : 0);
}

/** Whether its last reading ahead is long enough ago. */
function isDue(track: PrefetchCandidate, isWanted: boolean, now: Date): boolean {
  const { readAheadAt, failures } = track;
  if (!readAheadAt) return true;
  const age = ageMs(readAheadAt, now);
  if (failures > 0) {
    return age >= Math.min(FIRST_FAILURE_MS * 2 ** (failures - 1), LONGEST_FAILURE_MS);
  }
  if (demandOf(track, now) > 0) return isWanted || age >= RARE_MS;
  return age >= (isRacingHour(hourOfWeek(now)) ? RARE_MS : IDLE_MS);
}

/** A month that a search without dates asks for. */
interface SearchedMonth {
  month: YearMonth;
  key: MonthKey;
  canStillChange: boolean;
}

/** The newest first: its page renews the list of months, too. */
function searchedMonths(now: Date): SearchedMonth[] {
  const { startDate, endDate } = defaultDates(now);
  return monthsTouching(startDate, endDate).map((month) => {
    return { month, key: monthKey(month), canStillChange: canStillChange(month, now) };
  });
}

function expiringMonths(
  track: PrefetchCandidate,
  months: SearchedMonth[],
  { now, openMonthTtlSeconds }: PrefetchSituation,
): PrefetchChoice[] {
  const states = new Map(track.months.map((state) => [state.month, state]));
  const isWanted = demandOf(track, now) > 0;
  return months.flatMap((searched) => {
    const { month, key } = searched;
    if (!isWanted && !searched.canStillChange) return [];
    const state = states.get(key);
    const fetchedAt = state?.fetchedAt ?? readAtOfList(track, searched, now);
    const left = fetchedAt && remainingFreshMs(month, fetchedAt, now, openMonthTtlSeconds);
    if (left !== null && left > AHEAD_MS) return [];
    return [{ trackId: track.trackId, month: key, ...costOf(track, state, searched, now) }];
  });
}

/**
 * The list's moment for a month that it lacks: no page is needed while it counts. A month that has
 * settled is left to the list that the newest month's page brings.
 */
function readAtOfList(
  { practiceMonths, practiceMonthsReadAt }: PrefetchCandidate,
  searched: SearchedMonth,
  now: Date,
): Date | null {
  if (!practiceMonths || practiceMonths.includes(searched.key)) return null;
  return searched.canStillChange ? practiceMonthsReadAt : now;
}

/**
 * The calendar and the day pages. While a track is idle and pages of days would be read with its
 * calendar, one dashboard may spare all of them.
 */
function costOf(
  { status }: PrefetchCandidate,
  state: KnownMonthState | undefined,
  searched: SearchedMonth,
  now: Date,
): Omit<PrefetchChoice, 'trackId' | 'month'> {
  const dashboard = state?.dashboard ?? null;
  const days = state?.openPages ?? UNKNOWN_DAYS.expected;
  const most = 1 + (state ? days + SLACK : UNKNOWN_DAYS.most);
  const isWorthDashboard = searched.canStillChange && status === 'idle' && state && days > 0;
  if (!isWorthDashboard || dashboard?.lags)
    return { expected: 1 + days, most, viaDashboard: false };
  const mayBeSpared =
    dashboard !== null && ageMs(dashboard.readAt, now) < TTL_MS.dashboardForCalendar;
  return { expected: mayBeSpared ? 1 : 2 + days, most: most + 1, viaDashboard: true };
}
