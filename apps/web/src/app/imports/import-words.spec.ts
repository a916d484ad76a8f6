import { failedDay, importJob, jobDay, queuedDay } from '../../test/jobs';
import { type DayImport, asked } from './day-import';
import { dayNote, jobWords, noteDetail, shareRead } from './import-words';
import { askingWords, importAllWords, importableOf, needsAsking } from './importable';

function day(change: Partial<DayImport>): DayImport {
  return { ...asked('2025-10-25'), ...change };
}

describe('the words beside a day', () => {
  it('tell how far its import is', () => {
    expect(dayNote(day({}), false)).toBe('starting');
    expect(dayNote(day({ phase: 'queued' }), false)).toBe('queued');
    expect(dayNote(day({ phase: 'reading' }), false)).toBe('reading the day');
    const reading = day({ phase: 'reading', sessionsTotal: 56, sessionsRead: 12 });
    expect(dayNote(reading, false)).toBe('12 of 56 sessions');
    expect(dayNote(day({ phase: 'ended' }), true)).toBe('');
    expect(dayNote(day({ phase: 'cancelled' }), false)).toBe('Cancelled');
  });

  it('tell what went wrong, with the reason for who asks', () => {
    const failed = day({ phase: 'failed', problem: 'LiveRC answered 503.' });
    expect(dayNote(failed, false)).toBe('Not imported');
    expect(dayNote(failed, true)).toBe('Not all is read');
    expect(noteDetail(failed)).toBe('LiveRC answered 503.');
    const partly = day({ phase: 'ended', failedSessions: ['Mia: no answer.', 'Theo: no answer.'] });
    expect(dayNote(partly, true)).toBe('2 sessions not read');
    expect(noteDetail(partly)).toBe('Mia: no answer.\nTheo: no answer.');
    expect(noteDetail(day({}))).toBeNull();
  });

  it('fill the line with the sessions that are dealt with', () => {
    const reading = day({ phase: 'reading', sessionsTotal: 8, sessionsRead: 3 });
    expect(shareRead(reading)).toBe(0.375);
    expect(shareRead({ ...reading, failedSessions: ['Mia: no answer.'] })).toBe(0.5);
    expect(shareRead(day({ phase: 'reading' }))).toBeNull();
    expect(shareRead(day({ phase: 'queued', sessionsTotal: 8 }))).toBeNull();
  });
});

describe('the words of an import of several days', () => {
  const days = [
    jobDay('2025-10-26'),
    failedDay('2025-10-25', 'No.'),
    queuedDay('2025-10-18'),
    jobDay('2025-10-12'),
  ];

  it('count what is done and what failed', () => {
    expect(jobWords(importJob('running', days))).toBe('Importing 4 days: 2 done, 1 failed');
    expect(jobWords(importJob('running', [queuedDay('2025-10-18')]))).toBe(
      'Importing 1 day: 0 done',
    );
  });

  it('sum up when it has ended', () => {
    const cancelled = [jobDay('2025-10-26'), { ...queuedDay('2025-10-25'), state: 'cancelled' }];
    expect(jobWords(importJob('cancelled', cancelled as typeof days))).toBe(
      'Imported 1 of 2 days, 1 cancelled',
    );
    expect(jobWords(importJob('completed', [jobDay('2025-10-26')]))).toBe('Imported 1 of 1 day');
  });
});

describe('the days that can be imported together', () => {
  const shown = [
    { date: '2025-10-26', eventId: null, sessions: 1200 },
    { date: '2025-10-25', eventId: 'e1', sessions: 9 },
    { date: '2025-10-18', eventId: null, sessions: 5 },
    { date: '2025-10-12', eventId: null, sessions: null },
  ];

  it('are those that are neither imported nor on their way', () => {
    const imports = new Map([
      ['2025-10-18', { ...asked('2025-10-18'), phase: 'queued' as const }],
      ['2025-10-12', { ...asked('2025-10-12'), phase: 'failed' as const }],
    ]);
    const importable = importableOf(shown, imports);
    expect(importable).toEqual({ dates: ['2025-10-26', '2025-10-12'], sessions: 1200 });
    expect(importAllWords(importable, null)).toBe('Import all 2 days shown');
    expect(importAllWords(importable, '2025-10')).toBe('Import October 2025 (2 days)');
    expect(askingWords(importable)).toBe('2 days with 1,200 sessions. Import them all?');
  });

  it('have no event among them, which is said where one is shown', () => {
    const importable = { dates: ['2025-10-26', '2025-10-12'], sessions: 1200 };
    expect([1, 6].map((events) => importAllWords(importable, null, events))).toEqual([
      ...['Import 2 days, not the event', 'Import 2 days, not the 6 events'],
    ]);
  });

  it('are asked about from the 21st on', () => {
    const dates = Array.from({ length: 21 }, (_, index) => `2025-10-${10 + index}`);
    expect(needsAsking({ dates: dates.slice(1), sessions: 0 })).toBe(false);
    expect(needsAsking({ dates, sessions: 0 })).toBe(true);
  });
});
