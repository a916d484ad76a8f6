import { Injectable } from '@nestjs/common';
import { Clock, monthOf } from '@trackside/calendar';
import {
  type DayPage,
  type FetchOptions,
  LivercError,
  LivercScraper,
} from '@trackside/liverc-scraper';
import { PageChangesStore, type Reread, type StoredPage } from '@trackside/page-vault';
import { HiddenDrivers, hiddenNameOf } from '@trackside/privacy';
import { TrackNames } from '@trackside/tracks';
import { MonthCache } from './month-cache.js';
import type { StoredDay } from './stored-month.js';
import { DayReadingStore, type SavedDay } from './day-reading-store.js';
import { CalendarPages } from './calendar-pages.js';
import { type CalendarWord, type DayReading, rowsOf } from './day-reading.js';
import { withoutHidden } from './hidden-in-day.js';
import { dayIdOf, toPracticeSession } from './day-summary.js';
import { DayRereadStore } from './day-reread-store.js';
import { type BelievedPage, DayVault } from './day-vault.js';
import type { PageTrack } from './page-track.js';

/** How a day page is asked for. */
export interface DayRequest {
  /** The place of the reading among all readings, given when it began. */
  order: number;
  /** Null where nobody asked it. */
  calendar: CalendarWord | null;
  options: FetchOptions;
}

/** What came of reading a day page. */
export interface DayRead {
  /** The day as it is known now; null where LiveRC shows no practice and none was known. */
  day: StoredDay | null;
  /** The page shows no session, whatever is known of the day. */
  showsNone: boolean;
  /** Other days of the track that have lost sessions to this one, or have to be read again. */
  otherDates: string[];
  /** Null where the page was not believed as it is. */
  page: BelievedPage | null;
}

/** What the store made of a page. */
type StoredReading = Pick<DayRead, 'day' | 'otherDates'>;

/** Own pages of sessions that are asked for one reading at the most. */
const MOST_OWNERS = 20;

/** Reads day pages of LiveRC into the store. */
@Injectable()
export class DayPages {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly store: DayReadingStore,
    private readonly rereads: DayRereadStore,
    private readonly calendars: CalendarPages,
    private readonly cache: MonthCache,
    private readonly hidden: HiddenDrivers,
    private readonly vault: DayVault,
    private readonly changes: PageChangesStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the page of a day and stores what is believed of it. Where it lacks what is known, the
   * calendar is asked too; where a session stands on two days, the session's own page.
   *
   * @throws LivercError
   */
  async read(track: PageTrack, date: string, request: DayRequest): Promise<DayRead> {
    const readAt = this.clock.now();
    const value = await this.names.ask(track, (ref) =>
      this.scraper.fetchDay(ref, date, request.options),
    );
    const reading = toReading(track, value, readAt, request);
    const saved = await this.scraper.keep(value, () =>
      this.saveHiding(reading, (shown) => this.save(track, shown, request)),
    );
    for (const changed of saved.otherDates) await this.cache.forget(track.id, monthOf(changed));
    const { day } = saved;
    const page = day?.doubt === null && !day.gone ? { value, readAt } : null;
    if (page && day?.imported) await this.vault.keep(track, reading.id, page);
    return { ...saved, showsNone: rowsOf(reading) === 0, page };
  }

  /**
   * Stores what a newer parser reads from the stored page of the day. LiveRC is asked for nothing: what
   * another reading would ask for stays as it is known.
   *
   * @throws LivercError
   */
  async readAgain(track: PageTrack, date: string, { html, seenAt }: StoredPage): Promise<Reread> {
    // It was known as the track's when it came.
    const ref = { ...track, isAlsoCalled: async () => true };
    const value = await this.scraper.fetchDay(ref, date, { stored: html });
    const unasked = { order: 0, calendar: null };
    const reading = toReading(track, value, seenAt, unasked);
    const outcome = await this.saveHiding(reading, (shown) => this.rereads.save(shown));
    if (outcome !== 'superseded') await this.cache.forget(track.id, monthOf(date));
    if (outcome === 'read')
      await this.vault.noteShown(track, reading.id, { value, readAt: seenAt });
    return outcome;
  }

  /**
   * Names that are hidden never get as far as the store. One that was hidden while the page was being
   * stored may have been looked for too early: then it is stored once more.
   */
  private async saveHiding<T>(
    reading: DayReading,
    save: (shown: DayReading) => Promise<T>,
  ): Promise<T> {
    const day = { trackId: reading.trackId, dayId: reading.id };
    const names = reading.sessions.map((session) => session.driver_name);
    let hidden = await this.hidden.among(day, names);
    for (;;) {
      const sessions = withoutHidden(reading.sessions, hidden);
      const saved = await save({ ...reading, sessions });
      const now = await this.hidden.among(day, names);
      if (hidden.size === now.size && [...now.keys()].every((name) => hidden.has(name))) {
        return saved;
      }
      const written = [...now.keys()];
      await this.changes.hide(day.dayId, { written, instead: [...now.values()].map(hiddenNameOf) });
      hidden = now;
    }
  }

  private async save(
    track: PageTrack,
    reading: DayReading,
    request: DayRequest,
  ): Promise<StoredReading> {
    const open = { calendar: true, owners: true };
    let asked = reading;
    for (;;) {
      const saved: SavedDay = await this.store.save(asked, open);
      if (saved.kind === 'none') return { day: null, otherDates: [] };
      if (saved.kind === 'stored') return saved;
      if (saved.kind === 'calendar-wanted') {
        open.calendar = false;
        asked = { ...asked, calendar: await this.askCalendar(track, asked, request) };
      } else {
        open.owners = false;
        asked = { ...asked, owners: await this.askOwners(track, saved.sessions, request) };
      }
    }
  }

  /** What a calendar asked for this reading says of the day; else what was known of it before. */
  private async askCalendar(
    track: PageTrack,
    { date, calendar }: DayReading,
    { order, options }: DayRequest,
  ): Promise<CalendarWord | null> {
    const month = monthOf(date);
    try {
      const reading = await this.calendars.fetch(track, month, order, options);
      const window = { from: date, until: date };
      await this.calendars.save(track, month, reading, { refresh: false, window });
      const listed = reading.page.days.find((day) => day.date === date);
      return { sessionCount: listed?.sessionCount ?? null, isNew: true };
    } catch (error) {
      if (!(error instanceof LivercError)) throw error;
      return calendar;
    }
  }

  /** The dates that the sessions' own pages name; a page that can't be had leaves it open. */
  private async askOwners(
    track: PageTrack,
    sessions: { id: string; sourceSessionId: string }[],
    { options }: DayRequest,
  ): Promise<Map<string, string>> {
    const owners = new Map<string, string>();
    const ask = async ({ id, sourceSessionId }: (typeof sessions)[number]): Promise<void> => {
      try {
        const page = await this.names.ask(track, (ref) =>
          this.scraper.fetchSession(ref, sourceSessionId, options),
        );
        owners.set(id, page.startedAt.slice(0, 10));
      } catch (error) {
        if (!(error instanceof LivercError)) throw error;
      }
    };
    await Promise.all(sessions.slice(0, MOST_OWNERS).map(ask));
    return owners;
  }
}

function toReading(
  track: PageTrack,
  page: DayPage,
  readAt: Date,
  { order, calendar }: Pick<DayRequest, 'order' | 'calendar'>,
): DayReading {
  return {
    id: dayIdOf(track.id, page.date),
    trackId: track.id,
    date: page.date,
    order,
    readAt,
    sessions: page.sessions.map((row) => toPracticeSession(track.id, row)),
    unreadableRows: page.unreadableRows,
    printedTotals: page.printedTotals,
    verified: page.verified,
    calendar,
    owners: new Map(),
  };
}
