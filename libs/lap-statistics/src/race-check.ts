import { firstLapCounts } from './first-lap.js';
import type { Finding, PrintedRace, PrintedResult, RaceEntry } from './printed-race.js';
import {
  fits,
  LAP_FIGURES,
  raceFigures,
  totalMilliseconds,
  type LapFigure,
} from './race-figures.js';
import { checkGaps, checkOrder } from './race-order.js';
import { checkPositions } from './race-positions.js';
import { withTime, wrongLapOf } from './wrong-lap.js';

/** A printed figure that the laps contradict. Neither is mended: what is printed stays. */
export interface RaceMismatch {
  driver_name: string;
  source_driver_id: string | null;
  /** Field of the result; `lap_time_seconds` and `lap_position` with a `lap_number`. */
  figure: string;
  lap_number?: number;
  printed: number | null;
  computed: number | null;
}

export interface RaceCheck {
  /** Whether the printed figures count lap 1; null when that can't be told. */
  first_lap_counts: boolean | null;
  /** How many printed figures were computed again. */
  figures: number;
  /** In the order of the page. */
  mismatches: RaceMismatch[];
}

/** How one lap scatters nobody can say, and pages print it in more ways than one. */
const SPREADS = new Set<LapFigure>(['standard_deviation_seconds', 'consistency_percent']);

/**
 * Computes every printed figure of a race again from its laps: totals, counts, the quickest lap,
 * averages, laps in a row, deviation and consistency, the position at each lap, the final order and
 * the gap to the car ahead. A lap whose time is wrong is named, with the total that tells it, and
 * what else follows from the lap is not named again. Drivers of whom not all laps are known are
 * held against nothing, and count nothing; what they drove by their row is what others are ahead of.
 */
export function checkRace(race: PrintedRace): RaceCheck {
  const matched = race.results.map((result) => matchLaps(result, race));
  const whole = matched.filter((entry) => entry.isComplete);
  const counts = firstLapCounts(whole.map(({ result, laps }) => ({ figures: result, laps })));
  const rules = counts === null ? [true, false] : [counts];
  const entries = matched.map((entry) => withWrongLap(entry, rules));
  const complete = new Set(entries.filter((one) => one.isComplete).map(({ result }) => result));
  const findings = [
    ...entries.flatMap((entry) => checkTotals(entry)),
    ...entries.flatMap((entry) => checkFigures(entry, rules)),
    ...checkPositions(entries),
    ...checkOrder(entries),
    ...checkGaps(entries),
  ].filter(({ result }) => complete.has(result));
  const order = new Map(race.results.map((result, index) => [result, index]));
  const wrong = findings
    .filter((finding) => !fits(finding.printed, finding.computed))
    .sort((a, b) => (order.get(a.result) ?? 0) - (order.get(b.result) ?? 0));
  return {
    first_lap_counts: counts,
    figures: findings.length - entries.filter(({ wrongLap }) => wrongLap).length,
    mismatches: wrong.map(toMismatch),
  };
}

function toMismatch({ result, figure, lap_number, printed, computed }: Finding): RaceMismatch {
  const { driver_name, source_driver_id } = result;
  const lap = lap_number === undefined ? {} : { lap_number };
  const names = { driver_name, source_driver_id, figure };
  return { ...names, ...lap, printed, computed: computed[0] ?? null };
}

/** By id; without one by a name that only one row and one driver have. */
function matchLaps(result: PrintedResult, { results, drivers }: PrintedRace): RaceEntry {
  const { source_driver_id: id, driver_name: name } = result;
  const byId = drivers.filter((one) => id !== null && one.source_driver_id === id);
  const byName = drivers.filter((one) => one.driver_name === name);
  const isAlone = results.filter((one) => one.driver_name === name).length === 1;
  const found = byId.length > 0 || id !== null || !isAlone ? byId : byName;
  const laps = (found.length === 1 && found[0]?.laps) || [];
  const isNumbered = laps.every((lap, index) => lap.lap_number === index + 1);
  const isComplete =
    found.length === 1 && isNumbered && (laps.length > 0 || result.lap_count === 0);
  return { result, laps: isComplete ? laps : [], isComplete, lacking: 0, wrongLap: null };
}

function withWrongLap(entry: RaceEntry, rules: readonly boolean[]): RaceEntry {
  const { result, laps, isComplete } = entry;
  const { total_seconds } = result;
  if (!isComplete || total_seconds === null) return entry;
  const wrongLap = wrongLapOf({ figures: result, laps, total_seconds }, rules);
  if (wrongLap) {
    return { ...entry, wrongLap, laps: withTime(laps, wrongLap.lap_number, wrongLap.computed) };
  }
  return { ...entry, lacking: Math.round(total_seconds * 1000) - totalMilliseconds(laps) };
}

/** Totals against the laps as printed, and the lap that the other figures say is wrong. */
function checkTotals({ result, laps, isComplete, wrongLap }: RaceEntry): Finding[] {
  if (!isComplete) return [];
  const findings: Finding[] = [];
  const { lap_count, total_seconds } = result;
  if (lap_count !== null) {
    findings.push({ result, figure: 'lap_count', printed: lap_count, computed: [laps.length] });
  }
  if (total_seconds !== null) {
    const { lap_number, printed } = wrongLap ?? { lap_number: 0, printed: 0 };
    const asPrinted = totalMilliseconds(withTime(laps, lap_number, printed)) / 1000;
    const figure = 'total_seconds';
    findings.push({ result, figure, printed: total_seconds, computed: [asPrinted] });
  }
  if (wrongLap) {
    const { lap_number, printed, computed } = wrongLap;
    const figure = 'lap_time_seconds';
    findings.push({ result, figure, lap_number, printed, computed: [computed] });
  }
  return findings;
}

/** Figures of who has laps that count. */
function checkFigures({ result, laps }: RaceEntry, rules: readonly boolean[]): Finding[] {
  const counted = rules.includes(true) ? laps.length : laps.length - 1;
  if (counted < 1) return [];
  const computed = rules.map((rule) => raceFigures(laps, rule));
  return LAP_FIGURES.flatMap((figure) => {
    const printed = result[figure];
    if (printed === null || (laps.length === 1 && SPREADS.has(figure))) return [];
    return [{ result, figure, printed, computed: computed.flatMap((one) => one[figure]) }];
  });
}
