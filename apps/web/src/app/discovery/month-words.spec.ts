import { day, failed, listing, monthRecord } from '../../test/records';
import { type MonthState, monthWords, reasonWords, stateOf, troubleWords } from './month-words';
import { type MonthProgress, NO_PROGRESS, fold, retry, unread } from './progress';
import type { DiscoveryRecord } from '@trackside/contracts';

const NOW = Date.parse('2025-11-16T12:00:00Z');
const IDLE = { active: false, current: false, covered: false };
const READING = { active: true, current: true, covered: false };

function october(...records: DiscoveryRecord[]): MonthProgress {
  const progress = records.reduce((all, record) => fold(all, record, NOW), NO_PROGRESS);
  const month = progress.months.get('2025-10');
  if (!month) {
    throw new Error('no record is about October');
  }
  return month;
}

function words(month: MonthProgress, state: MonthState, days: number): string {
  return monthWords(month, state, days, NOW);
}

describe('the state of a month', () => {
  it('before anything came is unchecked, waiting or being read', () => {
    expect(stateOf(undefined, 0, IDLE)).toBe('unchecked');
    expect(stateOf(undefined, 0, { active: true, current: false, covered: false })).toBe('waiting');
    expect(stateOf(undefined, 0, READING)).toBe('reading');
  });

  it('after it ended is what it ended as, though others are still read', () => {
    const stale = monthRecord(10, [], { stale: true });
    const partial = monthRecord(10, [], { status: 'partial', missing_dates: ['2025-10-04'] });
    expect(stateOf(october(monthRecord(10, [])), 3, READING)).toBe('done');
    expect(stateOf(october(monthRecord(10, [])), 0, READING)).toBe('empty');
    expect(stateOf(october(stale), 3, READING)).toBe('old');
    expect(stateOf(october(partial), 3, READING)).toBe('partial');
    expect(stateOf(october(failed(10)), 0, READING)).toBe('failed');
  });

  it('is as known where all its days are imported, though nobody asks for it', () => {
    const covered = { ...IDLE, covered: true };
    expect(stateOf(undefined, 3, covered)).toBe('done');
    expect(stateOf(undefined, 0, covered)).toBe('empty');
    expect(stateOf(undefined, 3, { ...READING, covered: true })).toBe('reading');
  });

  it('is being read again after a retry', () => {
    const progress = retry(fold(NO_PROGRESS, failed(10), NOW), '2025-10');
    expect(stateOf(progress.months.get('2025-10'), 0, IDLE)).toBe('reading');
  });
});

describe('a month in words', () => {
  it('is imported where nobody had to ask for it', () => {
    expect(words(unread('2025-10'), 'done', 8)).toBe('October 2025: 8 practice days, imported');
    expect(words(unread('2025-10'), 'empty', 0)).toBe('October 2025: no practice');
  });

  it('tells where it comes from and how old it is', () => {
    const at = (fetched_at: string, source: 'liverc' | 'store' | 'cache'): string =>
      words(october(monthRecord(10, [], { fetched_at, source })), 'done', 8);

    expect(at('2025-11-16T12:00:00Z', 'liverc')).toBe(
      'October 2025: 8 practice days, from LiveRC now',
    );
    expect(at('2025-11-16T09:00:00Z', 'store')).toBe(
      'October 2025: 8 practice days, stored 3 h ago',
    );
    expect(at('2025-11-16T11:55:00Z', 'cache')).toBe(
      'October 2025: 8 practice days, stored 5 min ago',
    );
  });

  it('of which all is imported has no age: LiveRC was not asked for it', () => {
    const covered = monthRecord(10, [], { source: 'store', covered: true });
    expect(words(october(covered), 'done', 8)).toBe('October 2025: 8 practice days, imported');
    expect(words(october(covered), 'empty', 0)).toMatch(/^October 2025: no practice, stored /);
  });

  it('tells that a copy stands in for LiveRC', () => {
    const stale = october(
      monthRecord(10, [], { stale: true, source: 'store', fetched_at: '2025-11-15T12:00:00Z' }),
    );
    expect(words(stale, 'old', 1)).toBe(
      'October 2025: 1 practice day, LiveRC is down, copy of yesterday',
    );
    expect(troubleWords(stale, NOW)).toBe('LiveRC is down, copy of yesterday');
  });

  it('tells how far reading has come', () => {
    expect(words(october(listing(10, day('2025-10-25'))), 'reading', 1)).toBe(
      'October 2025: 1 practice day, details follow',
    );
    expect(words(october(monthRecord(10, [])), 'empty', 0)).toContain('no practice');
  });

  it('names the dates that are missing', () => {
    const partial = october(
      monthRecord(10, [], {
        status: 'partial',
        missing_dates: ['2025-10-12', '2025-10-04'],
        error: { code: 'LIVERC_TIMEOUT', message: 'x' },
      }),
    );
    expect(troubleWords(partial, NOW)).toBe(
      '12 Oct, 4 Oct not read (LiveRC took too long to answer)',
    );
  });

  it('tells a day of which LiveRC shows less from one that could not be read', () => {
    const partial = october(
      monthRecord(10, [], {
        status: 'partial',
        missing_dates: ['2025-10-12', '2025-10-11', '2025-10-04'],
        missing: [
          { date: '2025-10-12', code: 'LIVERC_PAGE_INCOMPLETE', message: 'x' },
          { date: '2025-10-11', code: 'LIVERC_TIMEOUT', message: 'x' },
          { date: '2025-10-04', code: 'LIVERC_PAGE_INCOMPLETE', message: 'x' },
        ],
      }),
    );
    expect(troubleWords(partial, NOW)).toBe(
      '12 Oct, 4 Oct shows less at LiveRC than before: what was known stays, and it is asked again; ' +
        '11 Oct not read (LiveRC took too long to answer)',
    );
  });

  it('has no trouble to tell when it is complete', () => {
    expect(troubleWords(october(monthRecord(10, [])), NOW)).toBeNull();
  });

  it('keeps the server’s sentence for a code that has none of its own', () => {
    const message = 'Too many streams are open.';
    expect(reasonWords({ code: 'RATE_LIMITED', message })).toBe(message);
    expect(reasonWords({ code: 'LIVERC_DISABLED', message })).toBe(
      'checking LiveRC is switched off here',
    );
  });

  it('tells robots.txt from the switch', () => {
    const message = 'https://a.liverc.com/robots.txt forbids us this page (line 2: Disallow: /)';
    expect(reasonWords({ code: 'LIVERC_DISABLED', message })).toBe(
      'LiveRC’s robots.txt asks us not to read this page',
    );
  });
});
