import { printResult, printTieBreaker, tieBreakerRule } from './pages/points-page.js';
import { printLapsTime } from './pages/print.js';
import {
  MULTI_MAIN_TIE_BREAKER,
  multiMainHeader,
  printOverallResult,
} from './pages/ranking-pages.js';
import type { EventDetail } from './world/races/event-detail.js';
import type { LegScore } from './world/races/mains.js';
import type { PointsRow, RoundScore } from './world/races/qualifying.js';
import type { Entrant } from './world/races/race-field.js';
import {
  rankingsOf,
  type MultiMainRanking,
  type OverallRanking,
  type PointsRanking,
  type Ranking,
  type RoundRanking,
  type RoundRow,
} from './world/races/rankings.js';

/** A round of a ranking, or a leg of a main that is run three times. */
export interface RoundScoreTruth {
  round: number;
  /** Null in a round's own ranking. */
  points: number | null;
  lap_count: number;
  /** 0 without laps, as printed. */
  total_seconds: number;
  status: 'DNS' | 'DNF' | null;
  /** Whether it is part of the result; null in a round's own ranking. */
  counts: boolean | null;
}

export interface RankingRowTruth {
  position: number;
  driver_name: string;
  source_driver_id: string;
  /** As printed; null without laps in a round ranking. */
  result: string | null;
  tie_breaker: string | null;
  /** The race that the row names: a main, or the heat of a round. */
  race: string | null;
  /** None in final results, and without laps in a round's own ranking. */
  rounds: RoundScoreTruth[];
}

export interface RankingTruth {
  kind: Ranking['kind'];
  source_id: string;
  title: string;
  /** Races that it rests on have not all been run. */
  provisional: boolean;
  classes: RankingClassTruth[];
}

/** Points that a page prints wrong. */
export interface WrongPointsTruth {
  driver_name: string;
  figure: 'points';
  round: number;
  printed: number;
  computed: number;
}

export interface RankingClassTruth {
  class_name: string;
  /** What the table is headed: the class, or the main of the class. */
  class_header: string;
  tie_breaker_rule: string | null;
  rows: RankingRowTruth[];
  misprints: WrongPointsTruth[];
}

function who({ racer }: Entrant) {
  return { driver_name: racer.name, source_driver_id: String(racer.id) };
}

function scoreTruth({ points, run, status, counts }: RoundScore, round: number): RoundScoreTruth {
  const result = { lap_count: run.laps.length, total_seconds: run.totalMs / 1000 };
  return { round, points, ...result, status, counts };
}

function pointsRow(ranking: PointsRanking, row: PointsRow): RankingRowTruth {
  const numbers = ranking.rounds.map(({ round }) => round as number);
  return {
    position: row.position,
    ...who(row.entrant),
    result: printResult(ranking, row),
    tie_breaker: printTieBreaker(ranking, row) || null,
    race: null,
    rounds: row.scores.map((score, index) => scoreTruth(score, numbers[index] as number)),
  };
}

function wrongPoints(ranking: PointsRanking, rows: readonly PointsRow[]): WrongPointsTruth[] {
  return rows.flatMap(({ entrant, scores }) =>
    scores.flatMap(({ points: printed, truePoints: computed }, index) => {
      if (computed === undefined) return [];
      const round = ranking.rounds[index]?.round as number;
      const { name: driver_name } = entrant.racer;
      return [{ driver_name, figure: 'points' as const, round, printed, computed }];
    }),
  );
}

function pointsClasses(ranking: PointsRanking): RankingClassTruth[] {
  return ranking.classes.map(({ eventClass, rows }) => ({
    class_name: eventClass.name,
    class_header: eventClass.name,
    tie_breaker_rule: tieBreakerRule(ranking),
    rows: rows.map((row) => pointsRow(ranking, row)),
    misprints: wrongPoints(ranking, rows),
  }));
}

function roundRow({ round }: RoundRanking, { position, run, heat }: RoundRow): RankingRowTruth {
  const [laps, ms] = [run.laps.length, run.totalMs];
  const some = laps > 0;
  const score = { round, points: null, lap_count: laps, total_seconds: ms / 1000 };
  return {
    position,
    ...who(run.entrant),
    result: some ? printLapsTime(laps, ms) : null,
    tie_breaker: null,
    race: `Heat ${heat}`,
    rounds: some ? [{ ...score, status: null, counts: null }] : [],
  };
}

function roundClasses(ranking: RoundRanking): RankingClassTruth[] {
  return ranking.classes.map(({ eventClass, rows }) => ({
    class_name: eventClass.name,
    class_header: eventClass.name,
    tie_breaker_rule: null,
    rows: rows.map((row) => roundRow(ranking, row)),
    misprints: [],
  }));
}

function legTruth({ place, run, counts }: LegScore, index: number): RoundScoreTruth {
  const result = { lap_count: run.laps.length, total_seconds: run.totalMs / 1000 };
  return { round: index + 1, points: place, ...result, status: null, counts };
}

function multiMainClasses({ eventClass, letter, rows }: MultiMainRanking): RankingClassTruth[] {
  const truths = rows.map(({ position, entrant, points, legs }) => ({
    position,
    ...who(entrant),
    result: String(points),
    tie_breaker: null,
    race: null,
    rounds: legs.map(legTruth),
  }));
  const header = multiMainHeader(eventClass.name, letter);
  const rule = MULTI_MAIN_TIE_BREAKER;
  const names = { class_name: eventClass.name, class_header: header };
  return [{ ...names, tie_breaker_rule: rule, rows: truths, misprints: [] }];
}

function overallClasses({ classes }: OverallRanking): RankingClassTruth[] {
  return classes.map(({ eventClass, rows }) => ({
    class_name: eventClass.name,
    class_header: eventClass.name,
    tie_breaker_rule: null,
    rows: rows.map((row) => ({
      position: row.position,
      ...who(row.entrant),
      result: printOverallResult(row),
      tie_breaker: null,
      race: row.race,
      rounds: [],
    })),
    misprints: [],
  }));
}

function classesOf(ranking: Ranking): RankingClassTruth[] {
  switch (ranking.kind) {
    case 'qualifying_points':
      return pointsClasses(ranking);
    case 'round':
      return roundClasses(ranking);
    case 'multi_main':
      return multiMainClasses(ranking);
    case 'overall':
      return overallClasses(ranking);
  }
}

/** Every ranking that the event's page links, in its order. */
export function rankingTruths(detail: EventDetail): RankingTruth[] {
  return rankingsOf(detail).map((ranking) => ({
    kind: ranking.kind,
    source_id: String(ranking.id),
    title: ranking.title,
    provisional: ranking.provisional,
    classes: classesOf(ranking),
  }));
}
