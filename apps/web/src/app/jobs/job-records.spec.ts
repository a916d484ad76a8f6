import type { ChangedJobRecord, ImportJob, JobRecord } from '@trackside/contracts';
import { importJob, jobDay, queuedDay } from '../../test/jobs';
import { foldRecord } from './job-records';

const SATURDAY = '2025-10-25';
const SUNDAY = '2025-10-26';

function changed(...days: ChangedJobRecord['changed_days']): JobRecord<ImportJob> {
  const { days: _, ...job } = importJob('running', days);
  return { type: 'changed', ...job, days_total: 3, changed_days: days };
}

describe('the records of a job', () => {
  const job = importJob('running', [queuedDay(SUNDAY), queuedDay(SATURDAY)]);

  it('tell the whole job first and last', () => {
    expect(foldRecord(null, { type: 'progress', ...job })).toMatchObject(job);
    expect(foldRecord(job, { type: 'done', ...job, state: 'failed' })?.state).toBe('failed');
  });

  it('tell which days have changed, among those that stand as before', () => {
    const after = foldRecord(job, changed(jobDay(SATURDAY), queuedDay('2025-10-18')));

    expect(after?.days.map(({ date, state }) => [date, state])).toEqual([
      [SUNDAY, 'queued'],
      [SATURDAY, 'completed'],
      ['2025-10-18', 'queued'],
    ]);
    expect(after?.days_total).toBe(3);
    expect(after?.days[0]).toBe(job.days[0]);
  });

  it('tell nothing yet where the whole job was not told', () => {
    expect(foldRecord(null, changed(jobDay(SATURDAY)))).toBeNull();
    expect(foldRecord(job, { type: 'heartbeat' })).toBe(job);
  });
});
