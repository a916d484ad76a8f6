import type { Finding, RaceEntry } from './printed-race.js';
import { inMilliseconds } from './race-figures.js';

/** When a driver ended a lap, in milliseconds since the start: certain where both are the same. */
interface Crossing {
  entry: RaceEntry;
  earliest: number;
  latest: number;
  printed: number | null;
}

/** Where fewer of a race's positions than this share follow the law, they are made by another. */
export const LAW_HOLDS = 0.5;

/**
 * The position at the end of each lap: the rank by elapsed time among those who have ended that lap.
 * Equal times share their ranks. A driver whose laps are not what the total says stands in nobody's
 * way: either order is right.
 */
export function checkPositions(entries: readonly RaceEntry[]): Finding[] {
  const laps = entries.map(crossingsOf);
  const most = Math.max(0, ...laps.map((crossings) => crossings.length));
  const unknown = entries.filter((entry) => !entry.isComplete);
  const findings: Finding[] = [];
  for (let index = 0; index < most; index += 1) {
    const crossings = laps.flatMap((one) => one[index] ?? []);
    const others = unknown.filter((entry) => (entry.result.lap_count ?? Infinity) > index).length;
    findings.push(...positionsOf(crossings, others, index + 1));
  }
  return lawful(findings);
}

/** None where the law does not hold in the race at all. */
export function lawful(findings: Finding[]): Finding[] {
  const right = findings.filter(({ printed, computed }) => computed.includes(printed)).length;
  return findings.length > 3 && right < findings.length * LAW_HOLDS ? [] : findings;
}

function crossingsOf(entry: RaceEntry): Crossing[] {
  let elapsed = 0;
  return entry.laps.map((lap) => {
    elapsed += inMilliseconds(lap.lap_time_seconds);
    const earliest = Math.min(elapsed, elapsed + entry.lacking);
    const latest = Math.max(elapsed, elapsed + entry.lacking);
    return { entry, earliest, latest, printed: lap.position };
  });
}

function positionsOf(crossings: readonly Crossing[], unknown: number, lap: number): Finding[] {
  const earliest = crossings.map((one) => one.earliest).sort((a, b) => a - b);
  const latest = crossings.map((one) => one.latest).sort((a, b) => a - b);
  return crossings.flatMap((one): Finding[] => {
    if (one.printed === null) return [];
    const best = 1 + countBelow(latest, one.earliest);
    const worst = countBelow(earliest, one.latest + 1) + unknown;
    const computed = Array.from({ length: worst - best + 1 }, (_, index) => best + index);
    const { result } = one.entry;
    return [{ result, figure: 'lap_position', lap_number: lap, printed: one.printed, computed }];
  });
}

/** How many of ascending values are less. */
function countBelow(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
