import { failedDay, importJob, jobDay, queuedDay } from '../../test/jobs';
import { NO_IMPORTS, asked, foldJob, storedDays } from './day-import';

const SATURDAY = '2025-10-25';
const SUNDAY = '2025-10-26';

describe('the imports of a track', () => {
  it('follow what a job tells of its days', () => {
    const reading = jobDay(SATURDAY, { state: 'running', sessions_read: 12, sessions_total: 56 });
    const days = foldJob(NO_IMPORTS, importJob('running', [queuedDay(SUNDAY), reading]));
    expect([...days.values()]).toEqual([
      { ...asked(SUNDAY), phase: 'queued' },
      {
        date: SATURDAY,
        phase: 'reading',
        eventId: 'e-2025-10-25',
        sessionsTotal: 56,
        sessionsRead: 12,
        failedSessions: [],
        problem: null,
      },
    ]);
  });

  it('keep the days that stand as before, so that only a changed line is drawn again', () => {
    const before = foldJob(NO_IMPORTS, importJob('running', [queuedDay(SUNDAY), jobDay(SATURDAY)]));
    const after = foldJob(before, importJob('running', [jobDay(SUNDAY), jobDay(SATURDAY)]));
    expect(after.get(SATURDAY)).toBe(before.get(SATURDAY));
    expect(after.get(SUNDAY)).not.toBe(before.get(SUNDAY));
    expect(foldJob(after, importJob('running', [jobDay(SUNDAY), jobDay(SATURDAY)]))).toBe(after);
  });

  it('name why a day failed, and which sessions were not read', () => {
    const partly = jobDay(SATURDAY, {
      failed_sessions: [
        {
          session_id: 's1',
          driver_name: 'Mia Sanders',
          started_at: null,
          code: 'LIVERC_TIMEOUT',
          message: 'No answer within 25 s.',
        },
      ],
    });
    const job = importJob('completed', [failedDay(SUNDAY, 'LiveRC answered 503.'), partly]);
    const days = foldJob(NO_IMPORTS, job);
    expect(days.get(SUNDAY)).toMatchObject({ phase: 'failed', problem: 'LiveRC answered 503.' });
    expect(days.get(SATURDAY)).toMatchObject({
      phase: 'ended',
      failedSessions: ['Mia Sanders: No answer within 25 s.'],
    });
  });

  it('end with a job that failed or was cancelled as a whole', () => {
    const error = { code: 'SERVICE_UNAVAILABLE', message: 'The queue is full.' } as const;
    const failed = foldJob(NO_IMPORTS, importJob('failed', [queuedDay(SUNDAY)], error));
    expect(failed.get(SUNDAY)).toMatchObject({ phase: 'failed', problem: 'The queue is full.' });
    const cancelled = foldJob(NO_IMPORTS, importJob('cancelled', [queuedDay(SUNDAY)]));
    expect(cancelled.get(SUNDAY)).toMatchObject({ phase: 'cancelled', problem: null });
  });

  it('name the days that are stored, also while their laps are on their way', () => {
    const running = jobDay('2025-10-18', { state: 'running' });
    const days = foldJob(
      NO_IMPORTS,
      importJob('running', [failedDay(SUNDAY, 'No.'), jobDay(SATURDAY), running]),
    );
    expect([...storedDays(days)]).toEqual([
      [SATURDAY, 'e-2025-10-25'],
      ['2025-10-18', 'e-2025-10-18'],
    ]);
  });
});
