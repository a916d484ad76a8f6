import type { FailedJob } from '@trackside/contracts';
import { failedJobWords, isOfADay } from './failed-job-words';

const job = (more: Partial<FailedJob>): FailedJob => ({
  ...{ kind: 'import', job_id: 'j', track_id: 't', track_name: 'Tallowick' },
  ...{ start_date: '2025-10-25', end_date: '2025-10-25', failed_at: '2025-10-26T00:00:00.000Z' },
  ...{ code: 'LIVERC_TIMEOUT', message: 'too slow', event_id: null },
  ...more,
});

it('says of a failed job what it was about', () => {
  expect(failedJobWords(job({}))).toBe('Import of Sat 25 Oct 2025');
  expect(failedJobWords(job({ start_date: '2025-10-01' }))).toBe(
    'List of the days from Wed 1 Oct 2025 to Sat 25 Oct 2025',
  );
  expect(failedJobWords(job({ kind: 'discovery', start_date: '2025-10-01' }))).toBe(
    'Discovery of Wed 1 Oct 2025 to Sat 25 Oct 2025',
  );
  const event = { id: 'e', source_event_id: '7', name: 'Twilight Cup', pages: [] };
  expect(failedJobWords(job({ kind: 'event', event }))).toBe('Import of Twilight Cup');
});

it('tries again by itself what was one day alone', () => {
  expect(isOfADay(job({}))).toBe(true);
  expect(isOfADay(job({ start_date: '2025-10-01' }))).toBe(false);
  expect(isOfADay(job({ kind: 'discovery' }))).toBe(false);
  expect(isOfADay(job({ kind: 'event' }))).toBe(false);
});
