import { Test } from '@nestjs/testing';
import { sendPage, serve, type LocalServer } from '../test/local-server.js';
import { TRACK_NAME } from '../test/printed-frame.js';
import { printEventPage } from '../test/printed-event.js';
import { printRace } from '../test/printed-race.js';
import { printEntryList, printPoints, printRoundRanking } from '../test/printed-ranking.js';
import { printSessionPage } from '../test/printed-session.js';
import { LivercOtherTrackError, LivercPageChangedError, LivercUnavailableError } from './errors.js';
import { LivercScraperModule } from './liverc-scraper.module.js';
import { LIVERC_SCRAPER_OPTIONS, type LivercScraperOptions } from './liverc-scraper.options.js';
import { LivercScraper } from './liverc-scraper.js';

let server: LocalServer;
let scraper: LivercScraper;
/** Name of the track whose pages are served. */
let served: string;
/** What is served in place of its list of events. */
let printed: string | null;

const TRACK = { slug: 'abc', name: 'Alder Brook Circuit' };

const eventsPage = (
  name: string,
) => `<html><head><title>${name} :: Archived Results :: LiveRC</title>
  </head><body><table id="events"><thead><tr><th>Event Name</th><th>Date</th><th># Entries</th>
  <th># Drivers</th></tr></thead><tbody><tr><td><a href="/results/?p=view_event&id=12">Cup</a></td>
  <td><span class="hidden">2025-11-16 08:30:00</span>Nov 16, 2025</td><td>71</td><td>60</td></tr>
  </tbody></table></body></html>`;

beforeEach(async () => {
  served = TRACK.name;
  printed = null;
  server = await serve((_, response) => sendPage(response, printed ?? eventsPage(served)));
  scraper = new LivercScraper(options());
});

afterEach(async () => {
  scraper.beforeApplicationShutdown();
  await server.close();
});

function options(): LivercScraperOptions {
  return {
    baseUrl: `${server.url}/{slug}`,
    catalogueUrl: server.url,
    contact: 'https://trackside.example',
    maxConcurrency: 2,
    enabled: true,
    monthTimeoutMs: 1000,
    dayTimeoutMs: 1000,
    failedPagePauseMs: 10,
    secondLookPauseMs: 10,
  };
}

describe('LivercScraper', () => {
  it('gives a page as a value', async () => {
    const page = await scraper.fetchEvents(TRACK);
    expect(page.trackName).toBe('Alder Brook Circuit');
    expect(page.events).toEqual([
      {
        sourceEventId: '12',
        name: 'Cup',
        startDate: '2025-11-16',
        endDate: '2025-11-16',
        entries: 71,
        drivers: 60,
      },
    ]);
    expect(server.paths).toEqual(['/abc/events/']);
  });

  it.each([
    ['case', 'ALDER Brook circuit'],
    ['white space', ' Alder\n  Brook\u00a0Circuit '],
  ])('knows the track by its name, whatever its %s', async (_, name) => {
    expect(await scraper.fetchEvents({ ...TRACK, name })).toHaveProperty('events.length', 1);
  });

  it('knows the track whatever the composition of its letters', async () => {
    served = 'Pista Vàlida';
    const track = { slug: 'abc', name: 'Pista Va\u0300lida' };
    expect(await scraper.fetchEvents(track)).toHaveProperty('events.length', 1);
  });

  it('refuses the page of another track, and names both', async () => {
    served = 'Other Raceway';
    const error: unknown = await scraper.fetchEvents(TRACK).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LivercOtherTrackError);
    expect(error).toMatchObject({
      code: 'LIVERC_PAGE_CHANGED',
      expectedTrackName: 'Alder Brook Circuit',
      actualTrackName: 'Other Raceway',
      url: `${server.url}/abc/events/`,
    });
  });

  it('takes a page of another name for the track’s where the track is also called so', async () => {
    served = 'Alder Brook Raceway';
    const asked: string[] = [];
    const isAlsoCalled = async (name: string) => asked.push(name) > 0;
    expect(await scraper.fetchEvents({ ...TRACK, isAlsoCalled })).toMatchObject({
      trackName: 'Alder Brook Raceway',
    });
    expect(asked).toEqual(['Alder Brook Raceway']);
    expect(server.paths).toHaveLength(1);
  });

  it('says of no page that it is another track’s when nobody can tell', async () => {
    served = 'Alder Brook Raceway';
    const down = new LivercUnavailableError('down', 'url');
    const isAlsoCalled = () => Promise.reject(down);
    await expect(scraper.fetchEvents({ ...TRACK, isAlsoCalled })).rejects.toBe(down);
  });

  it('asks for each kind of page at its address, and takes no other for it', async () => {
    const month = { year: 2025, month: 3 };
    for (const fetched of [
      () => scraper.fetchCatalogue(),
      () => scraper.fetchDashboard(TRACK.slug),
      () => scraper.fetchCalendar(TRACK, month),
      () => scraper.fetchDay(TRACK, '2025-03-09'),
      () => scraper.fetchSession(TRACK, '7'),
      () => scraper.fetchEvent(TRACK, '8'),
      () => scraper.fetchRace(TRACK, '9'),
      () => scraper.fetchEntryList(TRACK, '8'),
      () => scraper.fetchRanking(TRACK, { kind: 'overall', sourceRankingId: '8', order: null }),
    ]) {
      await expect(fetched()).rejects.toBeInstanceOf(LivercPageChangedError);
    }
    expect([...new Set(server.paths)]).toEqual([
      '/',
      '/abc/',
      '/abc/practice/?p=calendar&d=2025-03',
      '/abc/practice/?p=session_list&d=2025-03-09',
      '/abc/practice/?p=view_session&id=7',
      '/abc/results/?p=view_event&id=8',
      '/abc/results/?p=view_race_result&id=9',
      '/abc/results/?p=view_entry_list&id=8',
      '/abc/results/?p=event_overall_ranking&id=8',
    ]);
  });

  it('looks a second time at a session’s page that its caller does not recognise', async () => {
    const check = () => {
      throw new LivercPageChangedError('another session', 'url');
    };
    printed = printSessionPage();
    const track = { slug: 'abc', name: TRACK_NAME };
    await expect(scraper.fetchSession(track, '7', { check })).rejects.toThrow('another session');
    expect(server.paths).toHaveLength(2);
  });

  it('gives an event and its parts as values, of their own track only', async () => {
    const track = { slug: 'abc', name: TRACK_NAME };
    const ref = { kind: 'round' as const, sourceRankingId: '71', order: 'fastest_lap' };
    printed = printEventPage();
    expect(await scraper.fetchEvent(track, '8')).toHaveProperty('races.length', 1);
    printed = printRace();
    expect(await scraper.fetchRace(track, '9')).toHaveProperty('results.length', 1);
    printed = printEntryList();
    expect(await scraper.fetchEntryList(track, '8')).toHaveProperty('classes.length', 1);
    printed = printRoundRanking();
    expect(await scraper.fetchRanking(track, ref)).toHaveProperty(
      'classes.0.rows.0.result',
      '30.9',
    );
    printed = printRace({ trackName: 'Other Raceway' });
    await expect(scraper.fetchRace(track, '9')).rejects.toBeInstanceOf(LivercOtherTrackError);
  });

  it('tells of a race whose rows or laps can’t all be read', async () => {
    const told: string[] = [];
    scraper.listenForUnreadable(({ page, message }) => told.push(`${page}: ${message}`));
    const track = { slug: 'abc', name: TRACK_NAME };
    printed = printRace({ script: '' });
    await scraper.fetchRace(track, '9');
    printed = printPoints().replace('2 : 8/5:32.708', 'x');
    await scraper.fetchRanking(track, {
      kind: 'qualifying_points',
      sourceRankingId: '7',
      order: null,
    });
    expect(told).toEqual(["race: 3 laps can't be read", "ranking: 1 cells can't be read"]);
  });

  it('does not ask again for a page that could not be stored before 5 s are over', async () => {
    scraper.beforeApplicationShutdown();
    scraper = new LivercScraper({ ...options(), failedPagePauseMs: 60_000 });
    const page = await scraper.fetchEvents(TRACK);
    const full = new Error('no space left on device');
    await expect(scraper.keep(page, () => Promise.reject(full))).rejects.toBe(full);

    const signal = AbortSignal.timeout(200);
    await expect(scraper.fetchEvents(TRACK, { signal })).rejects.toThrow();
    expect(server.paths).toHaveLength(1);
  });

  it('asks at once for a page that was stored', async () => {
    scraper.beforeApplicationShutdown();
    scraper = new LivercScraper({ ...options(), failedPagePauseMs: 60_000 });
    const page = await scraper.fetchEvents(TRACK);
    expect(await scraper.keep(page, async () => 'stored')).toBe('stored');
    await scraper.fetchEvents(TRACK);
    expect(server.paths).toHaveLength(2);
  });

  it('rejects, and asks nothing, for what can be no page', async () => {
    const evil = { slug: 'evil.com/', name: 'x' };
    for (const fetched of [
      () => scraper.fetchEvents(evil),
      () => scraper.fetchDay(TRACK, '2025-02-30'),
      () => scraper.fetchCalendar(TRACK, { year: 2025, month: 13 }),
      () => scraper.fetchSession(TRACK, '../'),
    ]) {
      await expect(fetched()).rejects.toBeInstanceOf(LivercPageChangedError);
    }
    expect(server.connections()).toBe(0);
  });

  it('gives the address of an event for people', () => {
    expect(scraper.urls.event('abc', '12')).toBe(`${server.url}/abc/results/?p=view_event&id=12`);
  });
});

describe('LivercScraperModule', () => {
  it('provides one scraper from injected options, and ends it with the application', async () => {
    const module = await Test.createTestingModule({
      imports: [
        { module: class Settings {}, global: true, providers: [VALUE], exports: [VALUE] },
        LivercScraperModule,
      ],
    }).compile();
    await module.init();
    const provided = module.get(LivercScraper, { strict: false });
    expect(await provided.fetchEvents(TRACK)).toHaveProperty('events.length', 1);
    await module.close();
    expect(provided.health().state).toBe('disabled');
  });
});

const VALUE = { provide: LIVERC_SCRAPER_OPTIONS, useFactory: async () => options() };
