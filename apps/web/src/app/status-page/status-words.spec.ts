import type { StatusResult } from '@trackside/contracts';
import {
  livercHeading,
  loadFigures,
  secondsWords,
  sinceWords,
  successFigures,
  troublesOf,
  unreadablePages,
} from './status-words';

const NOW = new Date(2025, 10, 16, 14, 30).getTime();
const at = (minutesAgo: number): string => new Date(NOW - minutesAgo * 60_000).toISOString();
const NEVER = { count: 0, median_seconds: null, p95_seconds: null };

const STATUS: StatusResult = {
  signed_in: false,
  demo: false,
  demo_reason: null,
  liverc: { state: 'ok', since: at(28), disabled_by: null },
  sites: [],
  robots: [],
  queue: { in_flight: 3, waiting: 1_204, jobs: { queued: 2, running: 1, oldest_queued_at: at(5) } },
  catalogue: { tracks: 1_204, last_sync: at(180), error: null },
  favourites: [],
  failures: [],
  unreadable_pages: { count: 0, bytes: 0, newest: [] },
  drift: [],
  figures: {
    since: at(600),
    liverc_answer: { count: 40, median_seconds: 0.418, p95_seconds: 11.6 },
    first_row: NEVER,
    full_discovery: NEVER,
    discoveries: { total: 8, without_liverc: 6, skipped: 1 },
    imports: { total: 3, followed_by_search: 0 },
  },
};

describe('the status in words', () => {
  it('says whether LiveRC answers, or who has switched it off, and since when', () => {
    const heading = (liverc: Partial<StatusResult['liverc']>) =>
      livercHeading({ ...STATUS, liverc: { ...STATUS.liverc, ...liverc } });
    expect(heading({})).toBe('LiveRC answers');
    expect(heading({ state: 'failing' })).toBe('LiveRC does not answer at present');
    expect(heading({ state: 'disabled', disabled_by: 'switch' })).toBe('LiveRC is switched off');
    expect(heading({ state: 'disabled', disabled_by: 'environment' })).toBe(
      'LiveRC is switched off by the server’s configuration',
    );
    expect(livercHeading({ ...STATUS, demo: true })).toBe('The demo’s own LiveRC answers');
    expect(sinceWords(STATUS.liverc, NOW)).toBe('Since today, 14:02.');
    expect(sinceWords({ ...STATUS.liverc, since: null }, NOW)).toBe('Nothing was asked yet.');
  });

  it.each([
    [null, '–'],
    [0.418, '0.42 s'],
    [9.994, '9.99 s'],
    [12.4, '12 s'],
  ])('writes %p seconds as %s', (seconds, words) => {
    expect(secondsWords(seconds)).toBe(words);
  });

  it('tells how fast LiveRC is and what waits', () => {
    expect(loadFigures(STATUS, NOW)).toEqual([
      { name: 'A page of LiveRC takes', value: '0.42 s', note: '19 of 20 within 12 s' },
      { name: 'Requests under way', value: '3', note: '1,204 waiting for their turn' },
      { name: 'Jobs waiting', value: '2', note: '1 running, oldest since 5 min ago' },
      { name: 'Tracks known', value: '1,204', note: 'list read 3 h ago' },
    ]);
  });

  it('tells how well the product works, with dashes for what was not measured', () => {
    expect(successFigures(STATUS.figures)).toEqual([
      { name: 'First practice day', value: '–', note: 'not measured yet' },
      { name: 'Whole discovery', value: '–', note: 'not measured yet' },
      {
        name: 'Answered without LiveRC',
        value: '75\u00a0%',
        note: '6 of 8 discoveries, 1 skipped',
      },
      {
        name: 'Searched again after an import',
        value: '0',
        note: 'of 3 imports; none should need it',
      },
    ]);
  });

  it('names pages that could not be read, with when, why and how large', () => {
    expect(unreadablePages(STATUS, NOW)).toEqual([]);
    const page = { seen_at: at(120), code: 'LIVERC_PAGE_CHANGED', message: 'got no date' } as const;
    const newest = [
      { ...page, kind: 'calendar', track_id: 'x', track_slug: 'canberra', bytes: 27_400 },
      { ...page, kind: 'catalogue', track_id: null, track_slug: null, bytes: 900 },
    ];
    const status = { ...STATUS, unreadable_pages: { count: 2, bytes: 5_000, newest } };
    expect(unreadablePages(status, NOW)).toEqual([
      { what: 'Calendar of canberra', age: '2 h ago', size: '28 kB', why: 'got no date' },
      { what: 'The list of tracks', age: '2 h ago', size: '1 kB', why: 'got no date' },
    ]);
  });

  it('names what fails and why, and nothing while all is well', () => {
    expect(troublesOf(STATUS, NOW)).toEqual([]);
    const site = { track_id: 'x', since: at(10), next_probe_at: null };
    const status: StatusResult = {
      ...STATUS,
      drift: [
        {
          ...{ page: 'day', since: at(90), checked_at: at(30), track_id: 'x', track_slug: 'hills' },
          message: 'expected columns',
        },
      ],
      catalogue: { ...STATUS.catalogue, error: 'LiveRC answered 503' },
      sites: [
        { ...site, track_slug: 'canberra', code: 'LIVERC_TIMEOUT' },
        { ...site, track_slug: 'hills', code: 'LIVERC_UNAVAILABLE', next_probe_at: at(-2) },
      ],
      robots: [{ origin: 'https://canberra.liverc.com', state: 'forbids', asked_at: at(60) }],
      failures: [
        {
          job_id: 'j',
          track_id: 'x',
          track_name: 'Canberra',
          date: '2025-10-25',
          failed_at: at(130),
          code: 'LIVERC_TIMEOUT',
          message: 'LiveRC gave no answer',
        },
      ],
    };
    expect(troublesOf(status, NOW)).toEqual([
      { what: 'LiveRC has changed its day pages', why: 'since today, 13:00: expected columns' },
      { what: 'The list of tracks', why: 'LiveRC answered 503' },
      { what: 'Pages of canberra', why: 'take too long since today, 14:20' },
      { what: 'Pages of hills', why: 'do not come since today, 14:20; next try at 14:32' },
      { what: 'canberra.liverc.com', why: 'its robots.txt asks us not to read it' },
      {
        what: 'Import of Sat 25 Oct 2025, Canberra',
        why: 'LiveRC gave no answer (2 h ago)',
      },
    ]);
  });
});
