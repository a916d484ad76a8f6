import type { EventDetail } from '../world/races/event-detail.js';
import type { LegScore } from '../world/races/mains.js';
import type { OverallRow } from '../world/races/overall.js';
import {
  LEGS,
  type MultiMainRanking,
  type OverallRanking,
  type RoundRanking,
  type RoundRow,
} from '../world/races/rankings.js';
import type { Track } from '../world/tracks.js';
import { printCells, printClassTable, printTabs } from './class-tabs.js';
import { printEventPage, printPanel, tableScript } from './event-heading.js';
import { escapeText, printLapTime, printLapsTime, printSeconds } from './print.js';

/** A time with its key for sorting, which has four digits before the point. */
function timeCell(ms: number | null): string {
  if (ms === null) return '<div class="hidden">9999</div>';
  return `<div class="hidden">${printSeconds(ms).padStart(8, '0')}</div>${printLapTime(ms)}`;
}

/** Laps and time, sorted by both: more laps, then less time. */
function lapsTimeCell({ run }: RoundRow): string {
  const laps = run.laps.length;
  if (laps === 0) return '<div class="hidden">9999</div>';
  const key = `${String(9999 - laps)}.${String(run.totalMs).padStart(8, '0')}`;
  return `<div class="hidden">${key}</div>${printLapsTime(laps, run.totalMs)}`;
}

function printRoundRow(row: RoundRow): string {
  const { figures, race } = row;
  return printCells([
    String(row.position),
    escapeText(row.run.entrant.racer.name),
    lapsTimeCell(row),
    timeCell(figures.top2ConsecutiveMs),
    timeCell(figures.top3ConsecutiveMs),
    timeCell(figures.top5Ms),
    timeCell(figures.fastestMs),
    timeCell(figures.averageMs),
    `<a href="/results/?p=view_race_result&id=${race.id}">Heat ${row.heat}</a>`,
  ]);
}

const ROUND_COLUMNS = [
  ...['Pos', 'Driver', 'Laps/Time', 'Top 2 Consecutive', 'Top 3 Consecutive'],
  ...['Top 5 Average', 'Fastest Lap', 'Avg Lap', 'Heat'],
];

/** The ranking of one round over all heats, a tab for each class. */
export function printRoundRanking(track: Track, { event }: EventDetail, ranking: RoundRanking) {
  const tabs = printTabs(
    ranking.classes,
    ({ eventClass }) => eventClass.name,
    ({ eventClass, rows }, { table }) =>
      printClassTable({
        id: table,
        kind: 'round_rankings',
        title: eventClass.name,
        subTitle: ranking.title,
        columns: ROUND_COLUMNS,
        rows: rows.map(printRoundRow).join(''),
      }),
  );
  const body = printPanel('fa-list-ol', ranking.title, tabs);
  const script = tableScript('round_rankings');
  return printEventPage({ track, event, name: ranking.title, script, body, assets: 'tables' });
}

const ORDINALS = ['th', 'st', 'nd', 'rd'] as const;

/** `1st`, `12th`, `23rd` */
function printOrdinal(place: number): string {
  const teen = Math.floor(place / 10) % 10 === 1;
  return `${place}${(!teen && ORDINALS[place % 10]) || 'th'}`;
}

/** `1st (1pts) : 16/10:01.133` */
function printLeg({ place, run, counts }: LegScore): string {
  const result = printLapsTime(run.laps.length, run.totalMs);
  const text = `${printOrdinal(place)} (${place}pts) : ${result}`;
  return counts ? `<b>${text}</b>` : text;
}

export const MULTI_MAIN_TIE_BREAKER = 'IFMAR/ROAR';

export const multiMainHeader = (className: string, letter: string): string =>
  `${className} Triple ${letter}-Main`;

/** The standing of a main that is run three times; legs not yet run have empty cells. */
export function printMultiMain(track: Track, { event }: EventDetail, ranking: MultiMainRanking) {
  const { title, letter, completed, rows, eventClass } = ranking;
  const legs = Array.from({ length: LEGS }, (_, leg) => leg);
  const lines = rows.map((row) =>
    printCells([
      String(row.position),
      String(row.seeded),
      escapeText(row.entrant.racer.name),
      String(row.points),
      ...legs.map((leg) => (row.legs[leg] ? printLeg(row.legs[leg]) : '')),
    ]),
  );
  const table = printClassTable({
    kind: 'multi_main',
    title: multiMainHeader(eventClass.name, letter),
    subTitle: `Tie Breaker: ${MULTI_MAIN_TIE_BREAKER}&nbsp;&nbsp;Completed: ${completed} of ${LEGS}`,
    columns: ['Pos', 'Seeded', 'Driver', 'Points', ...legs.map((leg) => `${letter}${leg + 1}`)],
    rows: lines.join(''),
  });
  const body = printPanel(
    'fa-trophy',
    escapeText(title),
    `<div class="table-responsive">${table}</div>`,
  );
  const script = tableScript('multi_main');
  return printEventPage({ track, event, name: title, script, body, assets: 'tables' });
}

/** `[2] [1] 17/10:02.843` of three legs, `[1] 50/30:07.805` of one main. */
export function printOverallResult({ points, place, run }: OverallRow): string {
  const sum = points === null ? '' : `[${points}] `;
  return `${sum}[${place}] ${printLapsTime(run.laps.length, run.totalMs)}`;
}

/** The final results of an event, a tab for each class. */
export function printOverall(track: Track, { event }: EventDetail, ranking: OverallRanking) {
  const tabs = printTabs(
    ranking.classes,
    ({ eventClass }) => eventClass.name,
    ({ eventClass, rows }, { table }) =>
      printClassTable({
        id: table,
        kind: 'leaderboard_points',
        title: eventClass.name,
        subTitle: ranking.title,
        columns: ['Pos', 'Brand', 'Country', 'Driver', 'Result', 'Race'],
        rows: rows
          .map((row) =>
            printCells([
              String(row.position),
              '',
              '',
              escapeText(row.entrant.racer.name),
              printOverallResult(row),
              row.race,
            ]),
          )
          .join(''),
      }),
  );
  const body = printPanel('fa-trophy', 'Overall Final Ranking', tabs);
  const script = tableScript('leaderboard_points');
  const name = 'Overall Final Ranking';
  return printEventPage({ track, event, name, script, body, assets: 'tables' });
}
