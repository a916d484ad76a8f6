import type { MonthKey } from '../calendar/month';
import type { DiscoveryPhase } from './discovery';
import type { DiscoveryProgress } from './progress';

/** How many months ended, and how. */
export interface DiscoveryTally {
  readonly all: number;
  readonly ended: ReadonlySet<MonthKey>;
  readonly failed: number;
  readonly partial: number;
}

export function tally(months: readonly MonthKey[], progress: DiscoveryProgress): DiscoveryTally {
  const ended = new Set<MonthKey>();
  let [failed, partial] = [0, 0];
  for (const key of months) {
    const month = progress.months.get(key);
    if (!month?.outcome || month.retrying) {
      continue;
    }
    ended.add(key);
    failed += Number(month.outcome.type === 'month_failed');
    partial += Number(month.outcome.type === 'month' && month.outcome.status === 'partial');
  }
  return { all: months.length, ended, failed, partial };
}

/** The line beside the Stop button: `Checking LiveRC: 5 of 7 months, 2.1 s`. */
export function progressWords(
  phase: DiscoveryPhase,
  { all, ended, failed, partial }: DiscoveryTally,
  elapsedMs: number,
): string {
  const count = `${ended.size} of ${all} ${all === 1 ? 'month' : 'months'}`;
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`;
  switch (phase) {
    case 'idle':
      return '';
    case 'running':
      return `Checking LiveRC: ${count}, ${seconds}`;
    case 'interrupted':
      return `Connection lost, ${count} are here. Going on…`;
    case 'stopped':
      return `Stopped: ${count} checked, ${seconds}`;
    case 'failed':
      return `Not checked to the end: ${count} are here`;
    case 'done': {
      if (ended.size < all) {
        return `Checking LiveRC: ${count}`;
      }
      const wrong = failed + partial;
      return wrong === 0
        ? `LiveRC checked: ${all} ${all === 1 ? 'month' : 'months'}, ${seconds}`
        : `LiveRC checked, ${all - wrong} of ${all} months complete, ${seconds}`;
    }
  }
}
