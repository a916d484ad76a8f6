import type { Job, JobDay, JobRecord } from '@trackside/contracts';

/** The job after one more record of its stream; null until the stream has told it as a whole. */
export function foldRecord<Told extends Job>(
  known: Told | null,
  record: JobRecord<Told>,
): Told | null {
  switch (record.type) {
    case 'progress':
    case 'done':
      return record;
    case 'changed': {
      const { type: _, changed_days: changed, ...job } = record;
      // Only an import of days tells its changes alone.
      return known?.kind === 'import'
        ? { ...known, ...job, days: withChanged(known.days, changed) }
        : known;
    }
    case 'heartbeat':
      return known;
  }
}

/** Newest first, as the server tells them. */
function withChanged(days: readonly JobDay[], changed: readonly JobDay[]): JobDay[] {
  const byDate = new Map([...days, ...changed].map((day) => [day.date, day]));
  return [...byDate.values()].sort((a, b) => b.date.localeCompare(a.date));
}
