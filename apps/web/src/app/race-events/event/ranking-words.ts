import type {
  EventRanking,
  RankingClass,
  RankingKind,
  RankingMismatch,
  RankingRound,
  RankingRow,
} from '@trackside/contracts';
import { checkWords } from '../../laps/checks';
import { NOTHING, formatLapTime } from '../../laps/lap-time';

const NAMES: Record<RankingKind, string> = {
  overall: 'Final result',
  multi_main: 'Mains together',
  qualifying_points: 'Qualifying order',
  round: 'Round',
};
/** What matters most first. */
const ORDER: readonly RankingKind[] = ['overall', 'multi_main', 'qualifying_points', 'round'];

const NOT_CHECKED =
  'Not checked: LiveRC gives the points of this class in a way that isn’t recognised here.';

/** A round of a row: what it gave, and whether it is among those that make the result. */
export interface RoundCell {
  /** `2`, or the laps and time where a round gives no points. */
  readonly value: string;
  /** `8 in 5:32.708`, `DNS`; empty where the value tells it. */
  readonly note: string;
  /** Null where LiveRC does not tell. */
  readonly counts: boolean | null;
}

export interface RankingLine {
  readonly row: RankingRow;
  /** As many as there are heads; null where the round has nothing. */
  readonly rounds: readonly (RoundCell | null)[];
}

/** A ranking of one class, as a table. */
export interface RankingTable {
  readonly name: string;
  readonly title: string;
  readonly provisional: boolean;
  /** How equal results are told apart, as printed. */
  readonly rule: string | null;
  /** `Round 1`, `Leg 2`; empty where each row has no more than its result. */
  readonly heads: readonly string[];
  readonly hasTieBreakers: boolean;
  readonly lines: readonly RankingLine[];
  /** What became of computing its figures again; null where that is not done. */
  readonly checked: string | null;
  /** Figures that the rounds contradict. */
  readonly mismatches: readonly { readonly driver: string; readonly words: string }[];
}

/** The rankings of a class: what it came to, then how. @param className as the rankings name it */
export function rankingsOf(
  rankings: readonly EventRanking[],
  className: string | null,
): RankingTable[] {
  const told = rankings.flatMap(({ classes, ...ranking }) =>
    classes
      .filter((its) => its.class_name === className)
      .map((its) => ({ kind: ranking.kind, table: tableOf(ranking, its) })),
  );
  return ORDER.flatMap((kind) => told.filter((its) => its.kind === kind)).map(({ table }) => table);
}

function tableOf(
  { kind, title, provisional }: Omit<EventRanking, 'classes'>,
  { rows, tie_breaker_rule: rule, checks }: RankingClass,
): RankingTable {
  // A ranking of one round says the same in its result.
  const all = kind === 'round' ? [] : rows.flatMap(({ rounds }) => rounds);
  const numbers = [...new Set(all.map(({ round }) => round))].sort((a, b) => a - b);
  const word = kind === 'multi_main' ? 'Leg' : 'Round';
  return {
    name: kind === 'round' ? title : NAMES[kind],
    title: kind === 'round' ? '' : title,
    provisional,
    rule,
    heads: numbers.map((number) => `${word} ${number}`),
    hasTieBreakers: rows.some(({ tie_breaker }) => tie_breaker !== null),
    lines: rows.map((row) => ({
      row,
      rounds: numbers.map((number) => {
        const round = row.rounds.find((its) => its.round === number);
        return round ? cellOf(round) : null;
      }),
    })),
    checked: checks && (checkWords(checks, 'the rounds') ?? NOT_CHECKED),
    mismatches: (checks?.mismatches ?? []).map((one) => ({
      driver: one.driver_name,
      words: rankingMismatchWords(one),
    })),
  };
}

/** `points, round 2, is printed as 14, the rounds give 4.` */
export function rankingMismatchWords({ figure, round, ...values }: RankingMismatch): string {
  const isCount = figure === 'counts';
  const value = (of: number | null) => (isCount ? (of === 1 ? 'counted' : 'dropped') : String(of));
  const what = isCount
    ? `round ${round}`
    : figure + (round === undefined ? '' : `, round ${round},`);
  return `${what} is printed as ${value(values.printed)}, the rounds give ${value(values.computed)}.`;
}

function cellOf({ points, status, counts, ...run }: RankingRound): RoundCell {
  const result = status === 'DNS' ? 'DNS' : withStatus(runWords(run), status);
  return points === null
    ? { value: result, note: '', counts }
    : { value: String(points), note: result === NOTHING ? '' : result, counts };
}

/** `8 in 5:32.708`, as many laps in that time. */
function runWords({
  lap_count: laps,
  total_seconds: seconds,
}: Pick<RankingRound, 'lap_count' | 'total_seconds'>): string {
  if (laps === null) return NOTHING;
  return seconds === null ? String(laps) : `${laps} in ${formatLapTime(seconds)}`;
}

function withStatus(result: string, status: string | null): string {
  return [result === NOTHING ? '' : result, status ?? ''].filter((part) => part !== '').join(' ');
}
