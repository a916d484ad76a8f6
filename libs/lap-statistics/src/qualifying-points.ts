/** A round of qualifying as printed. */
export interface PointsRound {
  /** From 1. */
  round: number;
  points: number | null;
  lap_count: number | null;
  total_seconds: number | null;
  /** `DQ`: the drive ranks no more. */
  status: string | null;
  /** Printed bold: whether it is among those that make the result; null where the page does not tell. */
  counts: boolean | null;
}

export interface PointsRow {
  position: number | null;
  driver_name: string;
  /** As printed. */
  result: string | null;
  /** Rounds not driven yet are absent. */
  rounds: readonly PointsRound[];
}

export interface PointsClass {
  class_name: string;
  /** As printed; what it says of equal results is followed where it is known. */
  tie_breaker_rule: string | null;
  /** In the order of the page. */
  rows: readonly PointsRow[];
}

/** A printed number that the others contradict. Neither is mended. */
export interface PointsMismatch {
  driver_name: string;
  /** `points` and `counts` (1: it does) of a `round`, `result` or `position`. */
  figure: 'points' | 'counts' | 'result' | 'position';
  round?: number;
  printed: number;
  computed: number;
}

export interface PointsCheck {
  /** How many printed figures were computed again. */
  figures: number;
  /** By rounds first, then results and positions, each in the order of the page. */
  mismatches: PointsMismatch[];
}

interface Finding extends Omit<PointsMismatch, 'computed'> {
  /** Every value that is right, the likeliest first. */
  computed: readonly number[];
}

/** Where fewer than this share of a figure follow the law, the class is scored by another. */
const LAW_HOLDS = 0.5;

/** More rows than any class has: each is compared with all others. */
const MOST_ROWS = 1000;

/** How equal results are told apart, where their order is computed again. */
const KNOWN_TIE_BREAKER = /^best throwout then best result\b/i;

/**
 * Computes a class's qualifying points again: points of a round by laps and time (0 for the best,
 * then 2, 3, ..., equal ones share), the rounds that count (the fewest points, of equal ones the
 * better drive), the result as their sum, and the order by result, thrown-out points and best drive.
 * Where another rule tells equal results apart, any order of them is right. A class that is scored
 * otherwise, with points of 0 throughout or 1 for the best say, has nothing computed again; nor has the
 * round of who was disqualified in it.
 */
export function checkQualifyingPoints({ rows, tie_breaker_rule }: PointsClass): PointsCheck {
  const isRuleKnown = KNOWN_TIE_BREAKER.test(tie_breaker_rule ?? '');
  const numbers = new Set(rows.flatMap((row) => row.rounds.map(({ round }) => round)));
  const points = [...numbers].map((round) => pointsOf(rows, round));
  if (rows.length > MOST_ROWS || !isRecognised(rows, points)) {
    return { figures: 0, mismatches: [] };
  }
  const own = byRow(points.flat());
  const scored = rows.map((row) => withPoints(row, own.get(row)));
  const findings = [
    ...points.flat(),
    ...lawful(scored.flatMap(countsOf)),
    ...lawful(scored.flatMap(resultOf)),
    ...lawful(positionsOf(scored, isRuleKnown)),
  ].map(({ finding }) => finding);
  return {
    figures: findings.length,
    mismatches: findings
      .filter(({ printed, computed }) => !computed.includes(printed))
      .map(({ computed, ...rest }) => ({ ...rest, computed: computed[0] ?? 0 })),
  };
}

/** Where the best of every round has 1, points begin there and not at 0. */
function isRecognised(rows: readonly PointsRow[], points: readonly RowFinding[][]): boolean {
  const hasPoints = rows.some((row) => row.rounds.some((one) => (one.points ?? 0) > 0));
  const isLawful = points.every((round) => round.length === 0 || lawful(round).length > 0);
  const bests = points.flat().filter(({ finding }) => finding.computed.includes(0));
  return hasPoints && isLawful && !bests.every(({ finding }) => finding.printed === 1);
}

/** A finding and whose row it is of: two of one class may bear one name. */
interface RowFinding {
  row: PointsRow;
  finding: Finding;
}

/** A row with the points that its drives give, where the law says so, else as printed. */
interface ScoredRow {
  row: PointsRow;
  rounds: readonly (PointsRound & { points: number })[];
  /** How many rounds make the result. */
  counting: number;
}

function lawful(findings: RowFinding[]): RowFinding[] {
  const right = findings.filter(({ finding }) => finding.computed.includes(finding.printed));
  return right.length < findings.length * LAW_HOLDS ? [] : findings;
}

function pointsOf(rows: readonly PointsRow[], number: number): RowFinding[] {
  const drives = rows.flatMap((row) => {
    const round = row.rounds.find((one) => one.round === number);
    return round && round.points !== null && round.lap_count !== null && round.status !== 'DQ'
      ? [{ row, round, printed: round.points }]
      : [];
  });
  return drives.map(({ row, round, printed }) => {
    const better = drives.filter((other) => compareDrives(other.round, round) < 0).length;
    const computed = [better === 0 ? 0 : better + 1];
    const { driver_name } = row;
    return { row, finding: { driver_name, figure: 'points', round: number, printed, computed } };
  });
}

/** Of each row the points of its rounds. */
function byRow(points: readonly RowFinding[]): Map<PointsRow, Map<number, number>> {
  const rows = new Map<PointsRow, Map<number, number>>();
  for (const { row, finding } of points) {
    const own = rows.get(row) ?? new Map<number, number>();
    rows.set(row, own.set(finding.round ?? 0, finding.computed[0] ?? 0));
  }
  return rows;
}

function withPoints(row: PointsRow, own: Map<number, number> | undefined): ScoredRow {
  const rounds = row.rounds.map((one) => ({
    ...one,
    points: own?.get(one.round) ?? one.points ?? 0,
  }));
  return { row, rounds, counting: row.rounds.filter(({ counts }) => counts === true).length };
}

/** Equal in points and drive: either may be the one that counts. */
function countsOf({ row, rounds, counting }: ScoredRow): RowFinding[] {
  return rounds.flatMap((one): RowFinding[] => {
    if (one.counts === null || one.counts === undefined) return [];
    const better = rounds.filter((other) => compareRounds(other, one) < 0).length;
    const equal = rounds.filter((other) => compareRounds(other, one) === 0).length;
    const isOpen = better < counting && better + equal > counting;
    const computed = isOpen ? [1, 0] : [better < counting ? 1 : 0];
    const { driver_name } = row;
    const figure = 'counts' as const;
    const printed = Number(one.counts);
    return [{ row, finding: { driver_name, figure, round: one.round, printed, computed } }];
  });
}

function resultOf({ row, rounds, counting }: ScoredRow): RowFinding[] {
  if (row.result === null || !/^\d{1,6}$/.test(row.result) || counting === 0) return [];
  const computed = [sumOfBest(rounds, counting)];
  const { driver_name } = row;
  return [
    { row, finding: { driver_name, figure: 'result', printed: Number(row.result), computed } },
  ];
}

function sumOfBest(rounds: ScoredRow['rounds'], counting: number): number {
  const best = [...rounds].sort(compareRounds).slice(0, counting);
  return best.reduce((sum, round) => sum + round.points, 0);
}

/** What the order of a class goes by. */
interface Standing {
  row: PointsRow;
  result: number;
  /** Points of the rounds that don't count, the fewest first. */
  thrown: readonly number[];
  best: PointsRound | undefined;
}

/**
 * Equal ones in all share a position. Nothing where it is not told of everybody which rounds count,
 * or as many of each. Who has no position, disqualified say, moves nobody's.
 */
function positionsOf(rows: readonly ScoredRow[], isRuleKnown: boolean): RowFinding[] {
  const driven = rows.filter(({ row, rounds }) => row.position !== null && rounds.length > 0);
  const counting = new Set(driven.map((row) => row.counting));
  if (counting.size !== 1 || counting.has(0)) return [];
  const standings = driven.map(standingOf);
  return standings.flatMap((own): RowFinding[] => {
    const { driver_name, position } = own.row;
    if (position === null) return [];
    const first = 1 + standings.filter((other) => compare(other, own, isRuleKnown) < 0).length;
    const equal = standings.filter(({ result }) => result === own.result).length;
    const last = isRuleKnown ? first : first + equal - 1;
    const computed = [Math.min(Math.max(position, first), last)];
    return [
      { row: own.row, finding: { driver_name, figure: 'position', printed: position, computed } },
    ];
  });
}

function standingOf({ row, rounds, counting }: ScoredRow): Standing {
  const sorted = [...rounds].sort(compareRounds);
  return {
    row,
    result: sumOfBest(rounds, counting),
    thrown: sorted.slice(counting).map(({ points }) => points),
    best: bestDrive(sorted),
  };
}

function compare(a: Standing, b: Standing, isRuleKnown: boolean): number {
  const byResult = a.result - b.result;
  if (byResult !== 0 || !isRuleKnown) return byResult;
  for (const [index, points] of a.thrown.entries()) {
    const byThrown = points - (b.thrown[index] ?? points);
    if (byThrown !== 0) return byThrown;
  }
  return a.best && b.best ? compareDrives(a.best, b.best) : 0;
}

function bestDrive(rounds: readonly PointsRound[]): PointsRound | undefined {
  return [...rounds].sort(compareDrives)[0];
}

/** Fewer points first, of equal ones the better drive. */
function compareRounds(a: PointsRound, b: PointsRound): number {
  return (a.points ?? 0) - (b.points ?? 0) || compareDrives(a, b);
}

/** More laps first, of equal ones less time. */
function compareDrives(a: PointsRound, b: PointsRound): number {
  return (b.lap_count ?? 0) - (a.lap_count ?? 0) || (a.total_seconds ?? 0) - (b.total_seconds ?? 0);
}
