import type { BeforeApplicationShutdown } from '@nestjs/common';
import { LivercAddresses } from './client/addresses.js';
import { LivercClient } from './client/liverc-client.js';
import type { PageAddress } from './client/page-address.js';
import type { RequestEvent } from './client/request-event.js';
import type { RobotsStore } from './client/robots/robots-store.js';
import type { RobotsTrouble } from './client/robots/robots-txt.js';
import type { SiteNews } from './client/stops.js';
import { Waiters } from './client/waiters.js';
import { LivercOtherTrackError } from './errors.js';
import type { CheckedFetchOptions, FetchOptions, TrackRef } from './fetch-options.js';
import type { LivercScraperOptions } from './liverc-scraper.options.js';
import type { ScraperHealth } from './scraper-health.js';
import type {
  CalendarPage,
  CataloguePage,
  DashboardPage,
  DayPage,
  EventsPage,
  SessionPage,
  YearMonth,
} from './pages.js';
import { PageUrls } from './page-urls.js';
import type { EntryListPage, EventPage, RacePage, RankingPage, RankingRef } from './race-pages.js';
import {
  parseCalendar,
  parseCatalogue,
  parseDashboard,
  parseDay,
  parseEntryList,
  parseEvent,
  parseEvents,
  parseRace,
  parseRanking,
  parseSession,
} from './parsers/index.js';
import { type SentPage, SentPages } from './sent-pages.js';
import { isSameTrackName } from './track-name.js';
import { type UnreadablePage, UnreadablePages } from './unreadable-pages.js';

/**
 * LiveRC's pages as values. Every method asks for one page and rejects with a {@link LivercError}
 * when it can't be had or isn't the page asked for, and with the signal's reason when aborted.
 */
export class LivercScraper implements BeforeApplicationShutdown {
  readonly urls: PageUrls;
  private readonly addresses: LivercAddresses;
  private client: LivercClient;
  private robots: RobotsStore | null = null;
  private readonly sent = new SentPages();
  private readonly listeners = new Set<(event: RequestEvent) => void>();
  private readonly unreadable: UnreadablePages;
  private readonly options: LivercScraperOptions;

  /** @throws Error when an option can't be */
  constructor(options: LivercScraperOptions) {
    this.options = { ...options, onRequest: (event) => this.tell(event, options.onRequest) };
    this.addresses = new LivercAddresses(options.baseUrl, options.catalogueUrl);
    this.urls = new PageUrls(this.addresses);
    this.client = new LivercClient(this.options);
    this.unreadable = new UnreadablePages(options.now ?? Date.now);
  }

  /**
   * Tells about each request, whoever has asked.
   *
   * @param listener must not throw
   * @returns ends the telling
   */
  listen(listener: (event: RequestEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Tells about each page that came whole and could not be read, or not all rows of it; not about
   * pages of another track.
   *
   * @param listener must not throw
   */
  listenForUnreadable(listener: (page: UnreadablePage) => void): void {
    this.unreadable.listen(listener);
  }

  private tell(event: RequestEvent, onRequest: LivercScraperOptions['onRequest']): void {
    onRequest?.(event);
    for (const listener of this.listeners) listener(event);
  }

  async fetchCatalogue(options?: FetchOptions): Promise<CataloguePage> {
    return this.read(this.addresses.catalogue(), options, parseCatalogue);
  }

  /** The front page of whatever track has the slug; its name is its own, not compared with any. */
  async fetchDashboard(slug: string, options?: FetchOptions): Promise<DashboardPage> {
    return this.read(this.addresses.dashboard(slug), options, parseDashboard);
  }

  async fetchCalendar(
    track: TrackRef,
    month: YearMonth,
    options: CheckedFetchOptions<CalendarPage> = {},
  ): Promise<CalendarPage> {
    return this.readOf(track, this.addresses.calendar(track.slug, month), options, (html, url) =>
      parseCalendar(html, url, month),
    );
  }

  /** @param date `YYYY-MM-DD` */
  async fetchDay(
    track: TrackRef,
    date: string,
    options: CheckedFetchOptions<DayPage> = {},
  ): Promise<DayPage> {
    return this.readOf(track, this.addresses.day(track.slug, date), options, (html, url) =>
      parseDay(html, url, date),
    );
  }

  async fetchSession(
    track: TrackRef,
    sourceSessionId: string,
    options: CheckedFetchOptions<SessionPage> = {},
  ): Promise<SessionPage> {
    const address = this.addresses.session(track.slug, sourceSessionId);
    return this.readOf(track, address, options, parseSession);
  }

  async fetchEvents(track: TrackRef, options?: FetchOptions): Promise<EventsPage> {
    return this.readOf(track, this.addresses.events(track.slug), options, parseEvents);
  }

  /** @param options `check` compares its name: the page does not show its id */
  async fetchEvent(
    track: TrackRef,
    sourceEventId: string,
    options: CheckedFetchOptions<EventPage> = {},
  ): Promise<EventPage> {
    return this.readOf(track, this.addresses.event(track.slug, sourceEventId), options, parseEvent);
  }

  /** @param options `check` compares event, label and number: the page does not show its id */
  async fetchRace(
    track: TrackRef,
    sourceRaceId: string,
    options: CheckedFetchOptions<RacePage> = {},
  ): Promise<RacePage> {
    return this.readOf(track, this.addresses.race(track.slug, sourceRaceId), options, parseRace);
  }

  async fetchEntryList(
    track: TrackRef,
    sourceEventId: string,
    options: CheckedFetchOptions<EntryListPage> = {},
  ): Promise<EntryListPage> {
    const address = this.addresses.entryList(track.slug, sourceEventId);
    return this.readOf(track, address, options, parseEntryList);
  }

  /** @param options `check` compares event and title: the page does not show its id */
  async fetchRanking(
    track: TrackRef,
    ranking: RankingRef,
    options: CheckedFetchOptions<RankingPage> = {},
  ): Promise<RankingPage> {
    return this.readOf(track, this.addresses.ranking(track.slug, ranking), options, (html, url) =>
      parseRanking(html, url, ranking),
    );
  }

  /**
   * Stores what a page told, with `store`. When that fails, for whatever reason, the page is not asked
   * for again at once: a database that can't write must not cost LiveRC the same page for ever.
   *
   * @throws what `store` throws
   */
  async keep<T>(page: object, store: () => Promise<T>): Promise<T> {
    try {
      return await store();
    } catch (error) {
      const href = this.sent.urlOf(page);
      if (href !== undefined) this.client.noteNotStored(href);
      throw error;
    }
  }

  /** What LiveRC has sent for a value that was read; undefined for kinds that nobody keeps. */
  sentFor(page: object): SentPage | undefined {
    return this.sent.pageOf(page);
  }

  /**
   * Switches requests to LiveRC on or off; off rejects those under way as disabled.
   *
   * @param at since when `health` tells that it is so; default: now
   */
  setEnabled(enabled: boolean, at?: Date): void {
    this.client.setEnabled(enabled, at);
  }

  /** From now on what a site's robots.txt forbids is not asked for; `store` keeps what it says. */
  obeyRobots(store: RobotsStore): void {
    this.robots = store;
    this.client.obeyRobots(store);
  }

  /** Origins whose robots.txt keeps us away, or can't be read. */
  get robotsTroubles(): RobotsTrouble[] {
    return this.client.robotsTroubles;
  }

  /** Most requests in flight from now on. */
  get maxConcurrency(): number {
    return this.options.maxConcurrency;
  }

  setMaxConcurrency(maximum: number): void {
    this.options.maxConcurrency = maximum;
    this.client.setMaximum(maximum);
  }

  /** From now on what a request has shown of a site that is stopped, or was until then, is told. */
  tellOthers(tell: (site: string, news: SiteNews) => void): void {
    this.options.onSite = tell;
  }

  /** Notes what another process has found out about a site. */
  hear(site: string, news: SiteNews): void {
    this.client.hear(site, news);
  }

  health(): ScraperHealth {
    return this.client.health();
  }

  /**
   * Forgets all that it has learnt about LiveRC: sites that are unwell, pauses, pages that failed. Ends
   * what is under way.
   */
  beginAnew(): void {
    this.client.close();
    this.client = new LivercClient(this.options);
    if (this.robots) this.client.obeyRobots(this.robots);
  }

  /**
   * Ends requests and connections; nothing can be fetched afterwards. Comes after those who ask were
   * told to stop, so that none of them takes it for LiveRC's doing.
   */
  beforeApplicationShutdown(): void {
    this.client.close();
  }

  private readOf<T extends { trackName: string }>(
    track: TrackRef,
    address: PageAddress,
    options: CheckedFetchOptions<T> | undefined,
    parse: (html: string, url: string) => T,
  ): Promise<T> {
    return this.read(address, options, (html, url) => {
      const page = parse(html, url);
      options?.check?.(page, url);
      const { name, isAlsoCalled = async () => false } = track;
      if (isSameTrackName(page.trackName, name)) return page;
      return isAlsoCalled(page.trackName).then((isOwn) => {
        if (!isOwn) throw new LivercOtherTrackError(name, page.trackName, url);
        return page;
      });
    });
  }

  private async read<T extends object>(
    address: PageAddress,
    { stored, signal, lane = 'people', waiters = Waiters.ofSite(address, lane) }: FetchOptions = {},
    read: (html: string, url: string) => T | Promise<T>,
  ): Promise<T> {
    if (stored !== undefined) return read(stored, address.href);
    const request = { address, signal, waiters, timeoutMs: this.timeoutMs(address) };
    return this.client.read(request, (html, url) => {
      const note = (page: T): T => this.sent.note(page, address, html);
      const page = this.unreadable.telling(address, html, () => read(html, url));
      return page instanceof Promise ? page.then(note) : note(page);
    });
  }

  private timeoutMs({ page }: PageAddress): number {
    if (page === 'calendar') return this.options.monthTimeoutMs;
    if (page === 'day') return this.options.dayTimeoutMs;
    return this.options.pageTimeoutMs ?? this.options.dayTimeoutMs;
  }
}
