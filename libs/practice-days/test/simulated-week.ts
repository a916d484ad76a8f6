import {
  addDays,
  defaultDates,
  firstUnsettledDate,
  monthKey,
  type MonthKey,
  monthOfKey,
  monthOf,
  monthsTouching,
  remainingFreshMs,
} from '@trackside/calendar';
import {
  chooseMonths,
  type KnownMonthState,
  type PrefetchCandidate,
} from '../src/background/prefetch-choice.js';
import { allowanceOf, HOUR_HALF_LIFE_MS, hourOfWeek } from '../src/background/prefetch-pace.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TTL_SECONDS = 600;
const TRACKS = 100;
/** People search on weekdays in the evening and on weekends by day, UTC. */
const isSearched = (hour: number): boolean => {
  const [day, ofDay] = [Math.floor(hour / 24), hour % 24];
  return day < 5 ? ofDay >= 18 && ofDay < 22 : ofDay >= 9 && ofDay < 21;
};

export interface WeekOptions {
  /** Requests a day. */
  budget: number;
  /** By all users together, in a week. */
  searches: number;
  seed: number;
}

/** Searches, and those of them during which nothing had to be asked. */
export interface Spared {
  searches: number;
  spared: number;
}

export interface WeekResult {
  /** From monday to friday, and on saturday and sunday. */
  weekdays: Spared;
  weekend: Spared;
  /** Most requests that were sent ahead on one day. */
  mostRequestsADay: number;
}

interface SimulatedTrack extends PrefetchCandidate {
  months: KnownMonthState[];
  rank: number;
}

/** Weeks of searches for tracks as popular as Zipf has it, with what is read ahead of them. */
export class SimulatedWeek {
  private readonly tracks: SimulatedTrack[];
  private readonly hours = new Map<number, { weight: number; at: number }>();
  private readonly spent = new Map<number, number>();
  private readonly chances: number[];
  private state: number;
  private isWatching = false;

  constructor(private readonly options: WeekOptions) {
    this.state = options.seed;
    this.chances = cumulative(Array.from({ length: TRACKS }, (_, rank) => 1 / (rank + 1)));
    this.tracks = Array.from({ length: TRACKS }, (_, rank) => ({
      rank,
      trackId: String(rank).padStart(3, '0'),
      status: 'idle',
      favourites: 0,
      lastSearchedAt: null,
      searchWeight: 0,
      practiceMonths: null,
      practiceMonthsReadAt: null,
      months: [],
      readAheadAt: null,
      failures: 0,
    }));
  }

  /** Days in which searches are remembered and nothing is read ahead of them. */
  watch(from: Date, days: number): void {
    this.isWatching = true;
    this.run(from, days);
    this.isWatching = false;
  }

  /** Minute by minute; while nobody searches, what is read ahead is chosen every tenth. */
  run(from: Date, days: number): WeekResult {
    const [weekdays, weekend] = [0, 1].map(() => ({ searches: 0, spared: 0 })) as [Spared, Spared];
    const begin = from.getTime();
    const open = Array.from({ length: 168 }, (_, hour) => hour).filter(isSearched).length;
    const perMinute = this.options.searches / (open * 60);
    for (let at = begin; at < begin + days * DAY; at += MINUTE) {
      const now = new Date(at);
      const searched = isSearched(hourOfWeek(now));
      if (searched || at % (10 * MINUTE) === 0) this.readAhead(now);
      for (let left = searched ? perMinute : 0; this.random() < left; left -= 1) {
        const told = now.getUTCDay() % 6 === 0 ? weekend : weekdays;
        told.searches += 1;
        if (this.search(now)) told.spared += 1;
      }
    }
    const spent = [...this.spent].filter(([day]) => day >= begin).map(([, pages]) => pages);
    return { weekdays, weekend, mostRequestsADay: Math.max(0, ...spent) };
  }

  private readAhead(now: Date): void {
    if (this.isWatching) return;
    const day = Math.floor(now.getTime() / DAY) * DAY;
    const hour = Math.floor(now.getTime() / HOUR) * HOUR;
    const thisHour = this.spent.get(hour + 0.5) ?? 0;
    const before = (this.spent.get(day) ?? 0) - thisHour;
    const { budget } = this.options;
    const allowance = allowanceOf(budget, { before, thisHour }, this.searchedHours(now), now);
    if (allowance === 0) return;
    for (const track of this.tracks) track.status = this.isLive(track, now) ? 'practice' : 'idle';
    const wanted = this.tracks.filter(({ lastSearchedAt }) => lastSearchedAt);
    const situation = { now, allowance, openMonthTtlSeconds: TTL_SECONDS };
    for (const { trackId, month, viaDashboard } of chooseMonths(wanted, situation)) {
      const track = this.tracks[Number(trackId)]!;
      const pages = viaDashboard ? this.look(track, month, now) : this.read(track, month, now);
      track.readAheadAt = now;
      this.spent.set(day, (this.spent.get(day) ?? 0) + pages);
      this.spent.set(hour + 0.5, (this.spent.get(hour + 0.5) ?? 0) + pages);
    }
  }

  /** @returns whether nothing had to be asked */
  private search(now: Date): boolean {
    const chance = this.random();
    const track = this.tracks[this.chances.findIndex((up) => chance < up)]!;
    this.note(track, now);
    const { startDate, endDate } = defaultDates(now);
    const expired = monthsTouching(startDate, endDate)
      .map(monthKey)
      .filter((month) => {
        const known = track.months.find((state) => state.month === month);
        if (!known) return true;
        return remainingFreshMs(monthOfKey(month), known.fetchedAt, now, TTL_SECONDS) <= 0;
      });
    for (const month of expired) this.read(track, month, now);
    return expired.length === 0;
  }

  private note(track: SimulatedTrack, now: Date): void {
    const age = track.lastSearchedAt ? now.getTime() - track.lastSearchedAt.getTime() : Infinity;
    if (age < HOUR) return;
    track.searchWeight = 1 + (age === Infinity ? 0 : track.searchWeight * 0.5 ** (age / (7 * DAY)));
    track.lastSearchedAt = now;
    const hour = hourOfWeek(now);
    this.hours.set(hour, { weight: 1 + this.weightOf(hour, now), at: now.getTime() });
  }

  private weightOf(hour: number, now: Date): number {
    const known = this.hours.get(hour);
    return known ? known.weight * 0.5 ** ((now.getTime() - known.at) / HOUR_HALF_LIFE_MS) : 0;
  }

  private searchedHours(now: Date): Map<number, number> {
    return new Map([...this.hours.keys()].map((hour) => [hour, this.weightOf(hour, now)]));
  }

  /** @returns pages that it costs */
  private read(track: SimulatedTrack, month: MonthKey, now: Date): number {
    const days = this.openDays(track, now).filter((date) => monthKey(monthOf(date)) === month);
    track.months = track.months.filter((state) => state.month !== month);
    track.months.push({ month, fetchedAt: now, openPages: days.length, dashboard: null });
    return 1 + days.length;
  }

  /** The dashboard first. */
  private look(track: SimulatedTrack, month: MonthKey, now: Date): number {
    const known = track.months.find((state) => state.month === month)!;
    const { dashboard } = known;
    const isSame =
      dashboard &&
      now.getTime() - dashboard.readAt.getTime() < HOUR &&
      !this.practisedBetween(track, dashboard.readAt, now);
    if (isSame) {
      known.fetchedAt = now;
      return 1;
    }
    const pages = 1 + this.read(track, month, now);
    track.months.at(-1)!.dashboard = { readAt: now, lags: false };
    return pages;
  }

  private practisedBetween(track: SimulatedTrack, from: Date, until: Date): boolean {
    return this.isLive(track, from) || this.isLive(track, until);
  }

  private isLive({ rank }: SimulatedTrack, at: Date): boolean {
    const [weekday, hour] = [at.getUTCDay(), at.getUTCHours()];
    return this.practises(rank, weekday) && hour >= 9 && hour < 17;
  }

  private practises(rank: number, weekday: number): boolean {
    return weekday % 6 === 0 ? rank % 4 === 1 : weekday === 3 && rank % 5 === 0;
  }

  /** A quarter of the tracks practise on saturdays and sundays, every fifth on wednesdays. */
  private openDays({ rank }: SimulatedTrack, now: Date): string[] {
    const today = now.toISOString().slice(0, 10);
    const days: string[] = [];
    for (let date = firstUnsettledDate(now); date <= today; date = addDays(date, 1)) {
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      if (this.practises(rank, weekday)) days.push(date);
    }
    return days;
  }

  private random(): number {
    this.state = (this.state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.state / 2_147_483_648;
  }
}

function cumulative(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight);
  let sum = 0;
  return weights.map((weight) => (sum += weight / total));
}
