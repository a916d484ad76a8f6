import { LRUCache } from 'lru-cache';
import { dateOfDayNumber, dayNumberOf, isDate, monthNumberOf, monthOfNumber } from './dates.js';
import { createRoster, type Driver } from './drivers.js';
import { eventsOf, type RaceEvent } from './events.js';
import { hasPractice, planMonth, type PlannedDay } from './practice-plan.js';
import type { EventDetail } from './races/event-detail.js';
import type { EventChanges, EventShape } from './races/event-shape.js';
import type { LinkedPage } from './races/race-ids.js';
import { RaceWorld } from './races/race-world.js';
import { Random } from './random.js';
import { SessionIds } from './session-ids.js';
import { rowFigures, type RowFigures } from './session-figures.js';
import { driveDay, type DrivenSession } from './sessions.js';
import { createTracks, type Track } from './tracks.js';

/** A session with its number and the figures of its row. */
export interface Session extends DrivenSession, RowFigures {
  id: number;
  /** Day of the start. */
  date: string;
}

/** Session numbers are counted from this day on. */
const OLDEST_DATE = '2016-01-01';

interface Change {
  /** How many sessions each late upload brought, in their order. */
  uploads: number[];
  removed: number;
}

function addedIn({ uploads }: Change): number {
  return uploads.reduce((sum, count) => sum + count, 0);
}

/**
 * Everything the simulated site knows. Each day is a pure function of seed, track and date, made
 * when asked for; on top of it lie late uploads and removals, which are the only state.
 */
export class World {
  readonly tracks: readonly Track[];
  /** Grows with every change, so that caches of pages can tell that they are out of date. */
  revision = 0;
  private readonly tracksBySlug: ReadonlyMap<string, Track>;
  private readonly ids: SessionIds;
  private readonly changes = new Map<string, Change>();
  private readonly months = new LRUCache<Track, string[]>({
    max: 2_000,
    memoMethod: (track) => this.planMonths(track),
  });
  private readonly plans = new LRUCache<string, PlannedDay[], [Track, month: string]>({
    max: 5_000,
    memoMethod: (_key, _stale, { context }) => this.planDays(...context),
  });
  private readonly rosters = new LRUCache<Track, Driver[]>({
    max: 200,
    memoMethod: (track) => createRoster(this.seed, track),
  });
  private readonly events = new LRUCache<Track, RaceEvent[]>({
    max: 2_000,
    memoMethod: (track) => eventsOf(this.seed, track, this.today),
  });
  /** What was raced, and who changed it. */
  private readonly raceWorld: RaceWorld;
  private readonly days = new LRUCache<string, Session[], [Track, date: string]>({
    maxSize: 20_000,
    sizeCalculation: (day) => day.length + 1,
    memoMethod: (_key, _stale, { context }) => this.createDay(...context),
  });

  constructor(
    readonly seed: number,
    readonly today: string,
    trackCount: number,
  ) {
    this.tracks = createTracks(seed, trackCount);
    this.tracksBySlug = new Map(this.tracks.map((track) => [track.slug, track]));
    this.ids = new SessionIds(this.tracks);
    this.raceWorld = new RaceWorld({
      seed,
      today,
      rosterOf: (track) => this.rosters.memo(track),
      plannedEvents: (track) => this.events.memo(track),
    });
  }

  /** Case does not matter; undefined for a slug that is no track. */
  findTrack(slug: string): Track | undefined {
    return this.tracksBySlug.get(slug.toLowerCase());
  }

  /** Months with practice, `YYYY-MM`, newest first. */
  monthsOf(track: Track): readonly string[] {
    const planned = this.months.memo(track);
    if (this.changes.size === 0) return planned;
    const months = new Set(planned);
    for (const key of this.changes.keys()) this.addChangedMonth(track, key, months);
    return [...months].sort().reverse();
  }

  /** Days with practice in a month, newest first, none after today. */
  daysOf(track: Track, month: string): PlannedDay[] {
    const planned = this.plannedDays(track, month);
    return this.changes.size === 0 ? planned : this.withChanges(track, month, planned);
  }

  /** Sessions of a day, oldest first; empty without practice. */
  sessionsOf(track: Track, date: string): Session[] {
    return this.days.memo(`${track.index}/${date}`, { context: [track, date] });
  }

  /** The session of that number, if it is one of this track. */
  findSession(track: Track, id: number): Session | undefined {
    const place = this.ids.read(track, id);
    if (!place) return undefined;
    const sessions = this.sessionsOf(track, dateOfDayNumber(place.dayNumber));
    return sessions.find((session) => session.id === id);
  }

  /** Newest first, junk dates last. */
  eventsOf(track: Track): RaceEvent[] {
    return this.raceWorld.eventsOf(track);
  }

  /** The event of that number with all its races, if it is one of this track. */
  findEvent(track: Track, id: number): EventDetail | undefined {
    return this.raceWorld.findEvent(track, id);
  }

  /** What the event of that number is like, without driving it. */
  shapeOf(track: Track, id: number): EventShape | undefined {
    return this.raceWorld.shapeOf(track, id);
  }

  /** The event that a linked page belongs to, if it is one of this track. */
  findEventOf(track: Track, page: LinkedPage, id: number): EventDetail | undefined {
    return this.raceWorld.findEventOf(track, page, id);
  }

  /**
   * An event is otherwise from now on, in pages and truth alike.
   *
   * @throws RangeError when it is no event of this track
   */
  changeEvent(track: Track, id: number, changes: EventChanges): void {
    this.raceWorld.change(track, id, changes);
    this.revision++;
  }

  /**
   * A day gains `count` sessions with new numbers from now on; it may have had none.
   *
   * @throws RangeError when the day is no date from 2016 until today, or would have too many
   */
  lateUpload(track: Track, date: string, count: number): void {
    if (!isDate(date) || date < OLDEST_DATE || date > this.today) {
      throw new RangeError(`sessions can be uploaded for dates from 2016 on, not ${date}`);
    }
    const change = this.changes.get(`${track.index}/${date}`);
    const known = change ? addedIn(change) : 0;
    this.ids.idOf(track, dayNumberOf(date), this.plannedCount(track, date) + known + count - 1);
    this.changeOf(track, date).uploads.push(count);
    this.forget(track, date);
  }

  /** A day loses its `count` newest sessions from now on, at most all. */
  removeSessions(track: Track, date: string, count: number): void {
    const change = this.changeOf(track, date);
    change.removed = Math.min(
      change.removed + count,
      this.plannedCount(track, date) + addedIn(change),
    );
    this.forget(track, date);
  }

  /** Takes back every late upload, removal and change of an event. */
  forgetChanges(): void {
    this.changes.clear();
    this.raceWorld.forgetChanges();
    this.days.clear();
    this.revision++;
  }

  private planMonths(track: Track): string[] {
    const current = monthNumberOf(this.today);
    const months: string[] = [];
    for (let month = current; month >= track.openedMonth; month--) {
      if (!hasPractice(this.seed, track, month)) continue;
      // Of the current month only the days until today count.
      const text = monthOfNumber(month);
      if (month < current || this.plannedDays(track, text).length > 0) months.push(text);
    }
    return months;
  }

  private plannedDays(track: Track, month: string): PlannedDay[] {
    return this.plans.memo(`${track.index}/${month}`, { context: [track, month] });
  }

  private planDays(track: Track, month: string): PlannedDay[] {
    const planned = planMonth(this.seed, track, monthNumberOf(month));
    return planned.filter((day) => day.date <= this.today);
  }

  private changeOf(track: Track, date: string): Change {
    const key = `${track.index}/${date}`;
    const change = this.changes.get(key) ?? { uploads: [], removed: 0 };
    this.changes.set(key, change);
    return change;
  }

  private forget(track: Track, date: string): void {
    this.days.delete(`${track.index}/${date}`);
    this.revision++;
  }

  private plannedCount(track: Track, date: string): number {
    const planned = this.plannedDays(track, date.slice(0, 7));
    return planned.find((day) => day.date === date)?.sessionCount ?? 0;
  }

  private addChangedMonth(track: Track, key: string, months: Set<string>): void {
    const [index, date] = key.split('/') as [string, string];
    if (Number(index) !== track.index) return;
    const month = date.slice(0, 7);
    if (this.daysOf(track, month).length > 0) months.add(month);
    else months.delete(month);
  }

  private withChanges(track: Track, month: string, planned: PlannedDay[]): PlannedDay[] {
    const counts = new Map(planned.map((day) => [day.date, day.sessionCount]));
    for (const [key, change] of this.changes) {
      const [index, date] = key.split('/') as [string, string];
      if (Number(index) !== track.index || !date.startsWith(month)) continue;
      counts.set(date, (counts.get(date) ?? 0) + addedIn(change) - change.removed);
    }
    return [...counts]
      .filter(([, sessionCount]) => sessionCount > 0)
      .map(([date, sessionCount]) => ({ date, sessionCount }))
      .sort((a, b) => b.date.localeCompare(a.date));
  }

  private createDay(track: Track, date: string): Session[] {
    const dayNumber = dayNumberOf(date);
    const roster = this.rosters.memo(track);
    const random = new Random(this.seed, 'day', track.index, dayNumber);
    const driven = driveDay(random, roster, this.plannedCount(track, date));
    const change = this.changes.get(`${track.index}/${date}`);
    // Each upload is drawn by itself: a further one changes no session of those before.
    change?.uploads.forEach((count, upload) => {
      const late = new Random(this.seed, 'late', track.index, dayNumber, upload);
      driven.push(...driveDay(late, roster, count));
    });
    const sessions = driven.map((session, index): Session => {
      const id = this.ids.idOf(track, dayNumber, index);
      return Object.assign(session, rowFigures(session), { id, date });
    });
    if (change) sessions.sort((a, b) => a.startMs - b.startMs || a.id - b.id);
    return change?.removed ? sessions.slice(0, -change.removed) : sessions;
  }
}
