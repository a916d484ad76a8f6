import type {
  EventRanking,
  RankingClass,
  RankingKind,
  RankingRound,
  RankingRow,
} from '@trackside/contracts';
import { NOTHING, formatLapTime } from '../../laps/lap-time';

const NAMES: Record<RankingKind, string> = {
  overall: 'Final result',
  multi_main: 'Mains together',
  qualifying_points: 'Qualifying order',
  round: 'Round',
};
/** What matters most first. */
const ORDER: readonly RankingKind[] = ['overall', 'multi_main', 'qualifying_points', 'round'];

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
  { rows, tie_breaker_rule: rule }: RankingClass,
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
  };
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
