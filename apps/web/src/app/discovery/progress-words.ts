import { ago } from '../calendar/age';
import { type MonthKey, formatMonth } from '../calendar/month';
import type { DiscoveryPhase } from './discovery';
import type { DiscoveryProgress, MonthProgress } from './progress';

/** How many months ended, and how. */
export interface DiscoveryTally {
  readonly all: number;
  readonly ended: ReadonlySet<MonthKey>;
  /** Asked for once more: what was known of them is still shown. */
  readonly again: readonly MonthKey[];
  readonly failed: number;
  readonly partial: number;
  /** How many came from LiveRC, and not from what was stored. */
  readonly asked: number;
  /** UTC instants at which LiveRC was read for months that came from there, oldest first. */
  readonly askedAt: readonly string[];
  /** The same of months that were stored. */
  readonly storedAt: readonly string[];
}

export function tally(months: readonly MonthKey[], progress: DiscoveryProgress): DiscoveryTally {
  const known = months.flatMap((key) => progress.months.get(key) ?? []);
  const ended = known.filter(({ outcome, retrying }) => outcome !== null && !retrying);
  const isAsked = ({ outcome }: MonthProgress): boolean =>
    outcome?.type === 'month_failed' || outcome?.source === 'liverc';
  const count = (is: (month: MonthProgress) => boolean): number => ended.filter(is).length;
  return {
    all: months.length,
    ended: new Set(ended.map(({ key }) => key)),
    again: known.filter(({ retrying }) => retrying).map(({ key }) => key),
    failed: count(({ outcome }) => outcome?.type === 'month_failed'),
    partial: count(({ outcome }) => outcome?.type === 'month' && outcome.status === 'partial'),
    asked: count(isAsked),
    askedAt: moments(ended.filter(isAsked)),
    storedAt: moments(ended.filter((month) => !isAsked(month))),
  };
}

function moments(months: readonly MonthProgress[]): string[] {
  return months
    .flatMap(({ outcome }) => (outcome?.type === 'month' ? outcome.fetched_at : []))
    .sort();
}

/**
 * The line beside the Stop button: `Checking LiveRC: 5 of 7 months, 2.1 s`.
 *
 * @param isOffline this device has no network, and knows it
 */
export function progressWords(
  phase: DiscoveryPhase,
  tally: DiscoveryTally,
  elapsedMs: number,
  nowMs: number,
  isOffline = false,
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
      return isOffline
        ? offlineWords(ended.size, count)
        : `Connection lost, ${count} are here. Going on…`;
    case 'stopped':
      return `Stopped: ${count} checked, ${seconds}`;
    case 'failed':
      return `Not checked to the end: ${count} are here`;
    case 'done':
      return tally.again.length > 0 ? againWords(tally.again) : doneWords(tally, seconds, nowMs);
  }
}

function offlineWords(ended: number, count: string): string {
  const here = ended === 0 ? 'shown is what this device has' : `${count} came before it went`;
  return `No network: ${here}. LiveRC is asked when it is back.`;
}

function againWords(again: readonly MonthKey[]): string {
  const [only] = again.length === 1 ? again : [];
  return `Asking LiveRC again: ${only ? formatMonth(only) : `${again.length} months`}`;
}

/** Only what was just asked for is called checked; all else says how old it is. */
function doneWords(
  { all, failed, partial, asked, askedAt, storedAt }: DiscoveryTally,
  seconds: string,
  nowMs: number,
): string {
  const months = `${all} ${all === 1 ? 'month' : 'months'}`;
  const wrong = failed + partial;
  if (asked === 0) {
    const gaps = wrong === 0 ? months : `${all - wrong} of ${months} complete`;
    const stored = storedWords(storedAt, nowMs);
    return all === 1 ? `S${stored.slice(1)}` : `${gaps}, ${stored}`;
  }
  const age = askedAt[0] === undefined ? 'just now' : ago(askedAt[0], nowMs);
  const when = age === 'just now' ? '' : ` ${age}`;
  const time = age === 'just now' ? `, ${seconds}` : '';
  if (wrong > 0) {
    return `LiveRC checked${when}, ${all - wrong} of ${months} complete${time}`;
  }
  return asked === all
    ? `LiveRC checked${when}: ${months}${time}`
    : `LiveRC checked${when}: ${asked} of ${months}${time}; ${restWords(storedWords(storedAt, nowMs))}`;
}

function restWords(stored: string): string {
  return stored.startsWith('the') ? `of the rest ${stored}` : `the rest ${stored}`;
}

/** `stored 3 h ago`; where not all are as old `the oldest stored 3 h ago`. */
function storedWords(storedAt: readonly string[], nowMs: number): string {
  const [oldest = '', newest = ''] = [storedAt[0], storedAt.at(-1)];
  if (oldest === '') {
    return 'stored';
  }
  const age = ago(oldest, nowMs);
  return age === ago(newest, nowMs) ? `stored ${age}` : `the oldest stored ${age}`;
}
