import type { Finding, PrintedResult, RaceEntry } from './printed-race.js';
import { inMilliseconds, totalMilliseconds } from './race-figures.js';
import { lawful } from './race-positions.js';

/** What orders a race: more laps, then less time. */
interface Driven {
  result: PrintedResult;
  laps: number;
  /** Milliseconds. */
  time: number;
}

/** Whose laps are not what the total says may have driven either. */
type Source = 'laps' | 'total';

/**
 * The final order of those who have a position: by laps, then by time. Equal ones may share a
 * position, and the next may follow with or without a gap.
 */
export function checkOrder(entries: readonly RaceEntry[]): Finding[] {
  return lawful(underEither(entries, (source) => positionsBy(inOrder(entries, source))));
}

/**
 * The gap to the car ahead: seconds where both have as many laps, else laps. The car ahead is the
 * next better one, or, where the order is another than laps and times give, that of the row above.
 */
export function checkGaps(entries: readonly RaceEntry[]): Finding[] {
  const rows = new Map(entries.map(({ result }, index) => [result, index]));
  const gapsBy = (source: Source): Finding[] => {
    const placed = inOrder(entries, source);
    const byResult = new Map(placed.map((one) => [one.result, one]));
    return placed.flatMap((one, index) => {
      const above = entries[(rows.get(one.result) ?? 0) - 1]?.result;
      const ahead = [placed[index - 1], above && byResult.get(above)];
      return gapsOf(
        one,
        ahead.filter((other) => other !== undefined),
      );
    });
  };
  return lawful(underEither(entries, gapsBy));
}

/** What the laps say, and beside it what the printed totals say where they are not the same. */
function underEither(
  entries: readonly RaceEntry[],
  check: (source: Source) => Finding[],
): Finding[] {
  const byLaps = check('laps');
  if (entries.every(({ lacking }) => lacking === 0)) return byLaps;
  const byTotals = check('total');
  const otherwise = ({ result, figure }: Finding): readonly number[] =>
    byTotals.find((one) => one.result === result && one.figure === figure)?.computed ?? [];
  return byLaps.map((one) => ({ ...one, computed: [...one.computed, ...otherwise(one)] }));
}

function positionsBy(placed: readonly Driven[]): Finding[] {
  return placed.flatMap((one): Finding[] => {
    const { position } = one.result;
    if (position === null) return [];
    const ahead = placed.filter((other) => compare(other, one) < 0);
    const equal = placed.filter((other) => compare(other, one) === 0).length;
    const best = 1 + new Set(ahead.map(({ laps, time }) => `${laps}/${time}`)).size;
    const ranks = Array.from({ length: equal }, (_, index) => ahead.length + 1 + index);
    const computed = best <= ahead.length ? [...ranks, best] : ranks;
    return [{ result: one.result, figure: 'position', printed: position, computed }];
  });
}

function gapsOf(one: Driven, ahead: readonly Driven[]): Finding[] {
  if (ahead.length === 0) return [];
  const { result } = one;
  const gaps = ahead.map((other) => ({
    laps: other.laps - one.laps,
    seconds: (one.time - other.time) / 1000,
  }));
  const level = gaps.filter((gap) => gap.laps === 0).map((gap) => gap.seconds);
  const apart = gaps.filter((gap) => gap.laps !== 0).map((gap) => gap.laps);
  return [
    ...finding(result, 'gap_ahead_seconds', level),
    ...finding(result, 'gap_ahead_laps', apart),
  ];
}

function finding(
  result: PrintedResult,
  figure: 'gap_ahead_seconds' | 'gap_ahead_laps',
  computed: number[],
): Finding[] {
  const printed = result[figure];
  return printed === null ? [] : [{ result, figure, printed, computed }];
}

/** Those with a position, best first; equal ones in the order of the page. */
function inOrder(entries: readonly RaceEntry[], source: Source): Driven[] {
  return entries
    .filter(({ result }) => result.position !== null)
    .map((entry) => drivenOf(entry, source))
    .sort(compare);
}

function drivenOf({ result, laps, isComplete, lacking }: RaceEntry, source: Source): Driven {
  if (!isComplete) {
    const time = inMilliseconds(result.total_seconds ?? 0);
    return { result, laps: result.lap_count ?? 0, time };
  }
  const time = totalMilliseconds(laps) + (source === 'total' ? lacking : 0);
  return { result, laps: laps.length, time };
}

function compare(a: Driven, b: Driven): number {
  return b.laps - a.laps || a.time - b.time;
}
