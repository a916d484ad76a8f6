import type { ImportJob } from '@trackside/contracts';
import type { DayImport } from './day-import';

/**
 * Beside a day: `12 of 56 sessions`, `queued`, `2 sessions not read`; empty when all is well.
 *
 * @param imported whether the day can be opened, from this import or from one before
 */
export function dayNote(day: DayImport, imported: boolean): string {
  switch (day.phase) {
    case 'asking':
      return 'starting';
    case 'queued':
      return 'queued';
    case 'reading':
      return day.sessionsTotal === null ? 'reading the day' : ofSessions(day, day.sessionsTotal);
    case 'ended':
      return notRead(day.failedSessions.length);
    case 'failed':
      return imported ? 'Not all is read' : 'Not imported';
    case 'cancelled':
      return 'Cancelled';
  }
}

function ofSessions(day: DayImport, total: number): string {
  return `${day.sessionsRead} of ${total} ${total === 1 ? 'session' : 'sessions'}`;
}

function notRead(count: number): string {
  return count === 0 ? '' : unreadWords(count);
}

/** `2 sessions not read`, of a day that is imported. */
export function unreadWords(count: number): string {
  return `${count} ${count === 1 ? 'session' : 'sessions'} not read`;
}

/** What hovering the note adds: the reason of a failure, or the sessions that could not be read. */
export function noteDetail(day: DayImport): string | null {
  if (day.problem !== null) {
    return day.problem;
  }
  return day.failedSessions.length > 0 ? day.failedSessions.join('\n') : null;
}

/** How far a day is, from 0 to 1; null while nobody can tell. */
export function shareRead(day: DayImport): number | null {
  const { phase, sessionsTotal: total } = day;
  if (phase !== 'reading' || total === null) {
    return null;
  }
  return total === 0 ? 1 : (day.sessionsRead + day.failedSessions.length) / total;
}

/** `Importing 7 days: 3 done, 1 failed`; once ended `Imported 6 of 7 days, 1 failed`. */
export function jobWords(job: ImportJob): string {
  const total = job.days_total;
  const count = (state: ImportJob['state']): number =>
    job.days.filter((day) => day.state === state).length;
  const [done, failed, cancelled] = [count('completed'), count('failed'), count('cancelled')];
  const trouble = [
    failed > 0 ? `${failed} failed` : null,
    cancelled > 0 ? `${cancelled} cancelled` : null,
  ].filter((part) => part !== null);
  if (job.state === 'queued' || job.state === 'running') {
    return `Importing ${days(total)}: ${[`${done} done`, ...trouble].join(', ')}`;
  }
  return [`Imported ${done} of ${days(total)}`, ...trouble].join(', ');
}

/** `7 days`, `1 day`. */
export function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}
