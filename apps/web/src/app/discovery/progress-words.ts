import { ago } from '../calendar/age';
import type { MonthKey } from '../calendar/month';
import type { DiscoveryPhase } from './discovery';
import type { DiscoveryProgress } from './progress';

/** How many months ended, and how. */
export interface DiscoveryTally {
  readonly all: number;
  readonly ended: ReadonlySet<MonthKey>;
  readonly failed: number;
  readonly partial: number;
  /** How many came from LiveRC, and not from what was stored. */
  readonly asked: number;
  /** UTC instant at which the newest month was read at LiveRC; null where it was not. */
  readonly newestReadAt: string | null;
}

export function tally(months: readonly MonthKey[], progress: DiscoveryProgress): DiscoveryTally {
  const ended = new Set<MonthKey>();
  let [failed, partial, asked] = [0, 0, 0];
  for (const key of months) {
    const month = progress.months.get(key);
    if (!month?.outcome || month.retrying) {
      continue;
    }
    ended.add(key);
    failed += Number(month.outcome.type === 'month_failed');
    partial += Number(month.outcome.type === 'month' && month.outcome.status === 'partial');
    asked += Number(month.outcome.type === 'month_failed' || month.outcome.source === 'liverc');
  }
  const [newest] = months.map((key) => progress.months.get(key)?.outcome);
  const newestReadAt = newest?.type === 'month' ? newest.fetched_at : null;
  return { all: months.length, ended, failed, partial, asked, newestReadAt };
}

/** The line beside the Stop button: `Checking LiveRC: 5 of 7 months, 2.1 s`. */
export function progressWords(
  phase: DiscoveryPhase,
  tally: DiscoveryTally,
  elapsedMs: number,
  nowMs: number,
): string {
  const { all, ended } = tally;
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
    case 'done':
      return ended.size < all ? `Checking LiveRC: ${count}` : doneWords(tally, seconds, nowMs);
  }
}

/** Only what was just asked for is called checked; all else says how old it is. */
function doneWords(
  { all, failed, partial, asked, newestReadAt }: DiscoveryTally,
  seconds: string,
  nowMs: number,
): string {
  const months = `${all} ${all === 1 ? 'month' : 'months'}`;
  const age = newestReadAt === null ? 'just now' : ago(newestReadAt, nowMs);
  const wrong = failed + partial;
  if (asked === 0) {
    const gaps = wrong === 0 ? months : `${all - wrong} of ${months} complete`;
    return all === 1 ? `Stored ${age}` : `${gaps}, the newest stored ${age}`;
  }
  const when = age === 'just now' ? '' : ` ${age}`;
  const time = age === 'just now' ? `, ${seconds}` : '';
  if (wrong > 0) {
    return `LiveRC checked${when}, ${all - wrong} of ${months} complete${time}`;
  }
  return asked === all
    ? `LiveRC checked${when}: ${months}${time}`
    : `LiveRC checked${when}: ${asked} of ${months}, the rest stored${time}`;
}
