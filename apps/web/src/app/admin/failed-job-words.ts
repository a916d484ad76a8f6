import type { FailedJob } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';

/** Whether it was the import of a day, which can be tried again by itself. */
export function isOfADay({ kind, start_date, end_date }: FailedJob): boolean {
  return kind === 'import' && start_date === end_date;
}

/** What a job was about: `Import of Sat 25 Oct 2025`, `Import of Twilight Cup`. */
export function failedJobWords(job: FailedJob): string {
  const { kind, start_date: first, end_date: last } = job;
  if (isOfADay(job)) {
    return `Import of ${formatDate(first)}`;
  }
  if (job.event !== undefined) return `Import of ${job.event.name}`;
  const range = `${formatDate(first)} to ${formatDate(last)}`;
  return kind === 'import' ? `List of the days from ${range}` : `Discovery of ${range}`;
}
