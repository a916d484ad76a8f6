import { LivercPageChangedError } from '../errors.js';
import type { RankingKind } from '../race-pages.js';
import { LivercAddresses, isTrackSlug } from './addresses.js';
import { strayPart } from './page-address.js';

const LIVERC = new LivercAddresses('https://{slug}.liverc.com', 'https://live.liverc.com/');

const HOSTILE_SLUGS: unknown[] = [
  'evil.com/',
  'evil.com#',
  'evil.com?',
  'a@evil.com',
  'a\\@evil.com',
  '169.254.169.254/latest?',
  'localhost:8000/',
  '127.0.0.1',
  '[::1]',
  '[::ffff:7f00:1]',
  'a.b',
  'a..b',
  '-a',
  'a-',
  '',
  ' ',
  'a'.repeat(64),
  'x%2eevil',
  'a\0',
  'a\r\nX: y',
  'a\n',
  'xn--',
  'xn--bcher-kva',
  'ａｂｃ',
  '../',
  'www',
  'live',
  'ABC',
  'a b',
  7,
  null,
  undefined,
  ['abc'],
  { toString: () => 'abc' },
];

describe('slugs', () => {
  it.each(HOSTILE_SLUGS)('%j builds no address', (slug) => {
    expect(() => LIVERC.dashboard(slug as string)).toThrow(LivercPageChangedError);
    expect(() => LIVERC.event(slug as string, '1')).toThrow(LivercPageChangedError);
    expect(isTrackSlug(slug)).toBe(false);
  });

  it.each(['a', '0', 'tallowick', 'a-b', 'a--b', 'a'.repeat(63)])(
    '%s builds an address',
    (slug) => {
      expect(LIVERC.dashboard(slug).href).toBe(`https://${slug}.liverc.com/`);
      expect(LIVERC.dashboard(slug).origin.hostname).toBe(`${slug}.liverc.com`);
    },
  );
});

describe('pages', () => {
  it('have the addresses LiveRC uses', () => {
    expect(LIVERC.catalogue().href).toBe('https://live.liverc.com/');
    expect(LIVERC.calendar('abc', { year: 2025, month: 3 }).href).toBe(
      'https://abc.liverc.com/practice/?p=calendar&d=2025-03',
    );
    expect(LIVERC.day('abc', '2025-03-09').href).toBe(
      'https://abc.liverc.com/practice/?p=session_list&d=2025-03-09',
    );
    expect(LIVERC.session('abc', '21290331').href).toBe(
      'https://abc.liverc.com/practice/?p=view_session&id=21290331',
    );
    expect(LIVERC.events('abc').href).toBe('https://abc.liverc.com/events/');
  });

  it('of an event and its parts lie below its results', () => {
    const ranking = (kind: RankingKind, order: string | null = null) =>
      LIVERC.ranking('abc', { kind, sourceRankingId: '77', order });
    const addresses = [
      LIVERC.event('abc', '486677'),
      LIVERC.race('abc', '6304829'),
      LIVERC.entryList('abc', '486677'),
      ranking('qualifying_points'),
      ranking('round', 'laps_time'),
      ranking('multi_main'),
      ranking('overall'),
    ];
    expect(
      addresses.map(({ page, href }) => [page, new URL(href).pathname + new URL(href).search]),
    ).toEqual([
      ['event', '/results/?p=view_event&id=486677'],
      ['race', '/results/?p=view_race_result&id=6304829'],
      ['entry_list', '/results/?p=view_entry_list&id=486677'],
      ['ranking', '/results/?p=view_points&id=77'],
      ['ranking', '/results/?p=view_round_ranking&id=77&o=laps_time'],
      ['ranking', '/results/?p=view_multi_main_result&id=77'],
      ['ranking', '/results/?p=event_overall_ranking&id=77'],
    ]);
  });

  it.each(['', null, 'laps time', 'a&id=3', '../', 'a#', 'A', 'x'.repeat(41), 5])(
    'order no round by %j',
    (order) => {
      const ref = { kind: 'round' as const, sourceRankingId: '77', order: order as string };
      expect(() => LIVERC.ranking('abc', ref)).toThrow(LivercPageChangedError);
    },
  );

  it('know no ranking of another kind', () => {
    const ref = { kind: 'constructor' as RankingKind, sourceRankingId: '77', order: null };
    expect(() => LIVERC.ranking('abc', ref)).toThrow(LivercPageChangedError);
  });

  it('may lie below a path', () => {
    const proxied = new LivercAddresses('http://127.0.0.1:4000/liverc/{slug}/', 'http://[::1]/all');
    expect(proxied.events('abc').href).toBe('http://127.0.0.1:4000/liverc/abc/events/');
    expect(proxied.events('abc').origin).toEqual({
      protocol: 'http:',
      hostname: '127.0.0.1',
      port: '4000',
      privateAllowed: true,
    });
  });

  it.each(['1;drop', '../', '-1', '0', '01', '', '1e9', ' 1', '9'.repeat(20), 5, null])(
    'have no id %j',
    (id) => {
      expect(() => LIVERC.session('abc', id as string)).toThrow(LivercPageChangedError);
      expect(() => LIVERC.event('abc', id as string)).toThrow(LivercPageChangedError);
      expect(() => LIVERC.race('abc', id as string)).toThrow(LivercPageChangedError);
      expect(() => LIVERC.entryList('abc', id as string)).toThrow(LivercPageChangedError);
      const ref = { kind: 'overall' as const, sourceRankingId: id as string, order: null };
      expect(() => LIVERC.ranking('abc', ref)).toThrow(LivercPageChangedError);
    },
  );

  it.each(['2025-02-30', '2025-13-01', '0000-00-00', '2025-1-1', '2025-01-01T00:00', '', null])(
    'have no date %j',
    (date) => {
      expect(() => LIVERC.day('abc', date as string)).toThrow(LivercPageChangedError);
    },
  );

  it.each([
    [2025, 0],
    [2025, 13],
    [2025, 1.5],
    [12, 1],
    [10_000, 1],
    [NaN, 1],
  ])('have no month %s-%s', (year, month) => {
    expect(() => LIVERC.calendar('abc', { year, month })).toThrow(LivercPageChangedError);
  });
});

describe('configured addresses', () => {
  it.each([
    ['https://liverc.com', /exactly once/],
    ['https://{slug}.{slug}.com', /exactly once/],
    ['https://{slug}', /first label/],
    ['https://a{slug}.liverc.com', /first label/],
    ['https://liverc.com/x{slug}', /first label/],
    ['ftp://{slug}.liverc.com', /http or https/],
    ['{slug}.liverc.com', /http or https/],
    ['https://me:pw@{slug}.liverc.com', /user info/],
    ['https://liverc.com/?t={slug}', /no query/],
    ['https://liverc.com/#{slug}', /fragment/],
  ])('%s is refused', (baseUrl, why) => {
    expect(() => new LivercAddresses(baseUrl, 'https://live.liverc.com/')).toThrow(why);
  });

  it.each([
    ['https://{slug}.liverc.com', false],
    ['https://{slug}.com', false],
    ['https://mirror.example.com/{slug}', false],
    ['http://8.8.8.8/{slug}', false],
    ['http://127.0.0.1:1/{slug}', true],
    ['http://[::1]:1/{slug}', true],
    ['http://[::ffff:7f00:1]/{slug}', true],
    ['http://10.1.2.3/{slug}', true],
    ['http://0x7f.1/{slug}', true],
    ['http://localhost:1/{slug}', true],
    ['http://{slug}.localhost:1', true],
    ['http://simulator:4000/{slug}', true],
    ['http://{slug}.liverc.internal', true],
    ['http://localhost.example.com/{slug}', false],
  ])('%s names a private host: %s', (baseUrl, expected) => {
    const addresses = new LivercAddresses(baseUrl, 'https://live.liverc.com/');
    expect(addresses.dashboard('abc').origin.privateAllowed).toBe(expected);
    expect(addresses.catalogue().origin.privateAllowed).toBe(false);
  });
});

describe('strayPart', () => {
  const { origin } = LIVERC.dashboard('abc');

  it.each([
    ['https://abc.liverc.com/any/path?and=query', null],
    ['http://abc.liverc.com/', 'scheme http:'],
    ['https://evil.com/', 'host evil.com'],
    ['https://abc.liverc.com.evil.com/', 'host abc.liverc.com.evil.com'],
    ['https://abc.liverc.com:8443/', 'port 8443'],
    ['https://abc.liverc.com:443/', null],
    ['https://user@abc.liverc.com/', 'user info'],
    ['https://:pw@abc.liverc.com/', 'user info'],
    ['https://169.254.169.254/', 'host 169.254.169.254'],
    ['javascript:alert(1)', 'scheme javascript:'],
  ])('of %s is %s', (url, expected) => {
    expect(strayPart(new URL(url), origin)).toBe(expected);
  });
});
