import type { Race, RaceEventStudy } from '@trackside/contracts';
import {
  eventDates,
  gapWords,
  lengthWords,
  programmeOf,
  progressWords,
  raceTitle,
} from './event-words';

const race = (change: Partial<Race>): Race => ({
  id: 'r1',
  source_race_id: '1',
  event_id: 'e1',
  section: 'qualifying',
  round: 1,
  race_number: 1,
  label: '1/8 Buggy (Heat 1/2)',
  class_name: '1/8 Buggy',
  length_seconds: 300,
  completed_at: null,
  driver_count: 10,
  lap_count: 90,
  winner_name: 'AMY',
  state: 'read',
  error: null,
  ...change,
});

const event = (change: Partial<RaceEventStudy>) => change as RaceEventStudy;

const progress = (races_total: number, races_read: number, races_failed = 0) =>
  event({
    imported_at: '2031-05-17T10:00:00Z',
    fetched_at: '2031-05-17T10:00:01Z',
    job_state: 'completed',
    progress: { races_total, races_read, races_failed, errors: [] },
  });

describe('what is said of an event', () => {
  it('is its programme by section and round, in the order in which it was run', () => {
    const races = [
      race({ id: 'a' }),
      race({ id: 'b', race_number: 2 }),
      race({ id: 'c', round: 2 }),
      race({ id: 'd', section: 'main', round: null }),
    ];
    expect(
      programmeOf(races).map(({ title, races: its }) => [title, its.map(({ id }) => id)]),
    ).toEqual([
      ['Qualifying, round 1', ['a', 'b']],
      ['Qualifying, round 2', ['c']],
      ['Mains', ['d']],
    ]);
  });

  it('is a race by its number, where it has one', () => {
    expect(raceTitle(race({}))).toBe('Race 1: 1/8 Buggy (Heat 1/2)');
    expect(raceTitle(race({ race_number: null }))).toBe('1/8 Buggy (Heat 1/2)');
  });

  it('is a length in minutes, with seconds where it has some', () => {
    expect([1800, 60, 330].map(lengthWords)).toEqual(['30 minutes', '1 minute', '5:30 minutes']);
  });

  it('is one date or two', () => {
    const one = { start_date: '2025-11-15', end_date: '2025-11-15' };
    expect(eventDates(event(one))).toBe('Sat 15 Nov 2025');
    expect(eventDates(event({ ...one, end_date: '2025-11-16' }))).toBe(
      'Sat 15 Nov 2025 – Sun 16 Nov 2025',
    );
    expect(eventDates(event({ start_date: null, end_date: null }))).toBe('no date known');
  });

  it('is how far its import is, and nothing once all is here', () => {
    expect(progressWords(event({ imported_at: null, progress: progress(0, 0).progress }))).toBe(
      'This event is not imported yet.',
    );
    const unread = { ...progress(0, 0), fetched_at: null };
    expect(progressWords({ ...unread, job_state: 'running' })).toBe(
      'The event’s page is being read.',
    );
    expect(progressWords({ ...unread, job_state: null })).toContain('import it again');
    expect(progressWords(progress(0, 0))).toBeNull();
    expect(progressWords(progress(32, 30, 2))).toBe('30 of 32 races are here, 2 failed.');
    expect(progressWords(progress(32, 32))).toBeNull();
  });
});

describe('what is said of a result', () => {
  it.each([
    [null, null, '–'],
    [1.2, null, '+1.200'],
    [0, null, '0.000'],
    [null, 1, '1 lap'],
    [null, 3, '3 laps'],
  ])('is a gap of %s s or %s laps as %s', (seconds, laps, words) => {
    expect(gapWords(seconds, laps)).toBe(words);
  });
});
