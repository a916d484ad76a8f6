import type { EventDetail } from '../world/races/event-detail.js';
import type { PointsRow, RoundScore } from '../world/races/qualifying.js';
import type { PointsRanking } from '../world/races/rankings.js';
import type { Track } from '../world/tracks.js';
import { printCells, printClassTable, printTabs, type TabNames } from './class-tabs.js';
import { printEventPage, printPanel, tableScript } from './event-heading.js';
import { escapeText, printLapsTime } from './print.js';

const TIE_BREAKERS = {
  points: 'Best Throwout Then Best Result (Used)',
  results: 'Next Best Result',
} as const;

/** `8/5:32.708`, `1/56.979 (DNF)`, `0/0.000 (DNS)` */
export function printScoreResult({ run, status }: RoundScore): string {
  const result = printLapsTime(run.laps.length, run.totalMs);
  return status === null ? result : `${result} (${status})`;
}

export function tieBreakerRule({ byResult }: PointsRanking): string {
  return byResult ? TIE_BREAKERS.results : TIE_BREAKERS.points;
}

export function printResult({ byResult }: PointsRanking, row: PointsRow): string {
  const best = row.scores[row.bestRound] as RoundScore;
  return byResult ? printScoreResult(best) : String(row.result);
}

/** `[2] 8/5:20.955 (2)`: points thrown out, best result that counts, its round. */
export function printTieBreaker({ byResult }: PointsRanking, row: PointsRow): string {
  if (byResult) return '';
  const best = row.scores[row.bestRound] as RoundScore;
  const thrown = row.thrownOut === null ? '' : `[${row.thrownOut}] `;
  return `${thrown}${printScoreResult(best)} (${row.bestRound + 1})`;
}

const TABS = '																';

function printScore(score: RoundScore): string {
  const text = `${TABS}${score.points} : ${printScoreResult(score)}${TABS}`;
  return `\n${score.counts ? `${TABS}<b>${text}</b>` : `${TABS}${text}`}${TABS.slice(1)}`;
}

function printTable(
  ranking: PointsRanking,
  { eventClass, rows }: PointsRanking['classes'][number],
  { table }: TabNames,
): string {
  const rounds = ranking.rounds.map(({ round }) => `Round ${round}`);
  const lines = rows.map((row) =>
    printCells([
      String(row.position),
      escapeText(row.entrant.racer.name),
      printResult(ranking, row),
      printTieBreaker(ranking, row),
      ...row.scores.map(printScore),
    ]),
  );
  return printClassTable({
    id: table,
    kind: 'leaderboard_points',
    title: eventClass.name,
    subTitle: `Tie Breaker: ${tieBreakerRule(ranking)}`,
    columns: ['#', 'Driver', 'Result', 'Tie Breaker', ...rounds],
    rows: lines.join(''),
  });
}

/** The standing of an event's qualifying, a tab for each class. */
export function printPoints(track: Track, { event }: EventDetail, ranking: PointsRanking): string {
  const tabs = printTabs(
    ranking.classes,
    ({ eventClass }) => eventClass.name,
    (one, names) => printTable(ranking, one, names),
  );
  const body = printPanel('fa-th', ranking.title, tabs);
  const script = tableScript('leaderboard_points');
  return printEventPage({ track, event, name: ranking.title, script, body, assets: 'tables' });
}
