import type { Element } from 'domhandler';

import type { RankingPage, RankingRound } from '../race-pages.js';
import { keptName, visibleText } from './markup.js';
import { readLapsTime } from './race-row.js';
import { isBold, withoutGuesses } from './counted-rounds.js';
import { readRanking, type RankingCells, type ReadRow } from './ranking-page.js';

const COLUMNS = ['#', 'Driver', 'Result'] as const;
const KNOWN: readonly string[] = [...COLUMNS, 'Tie Breaker'];

/**
 * Reads `/results/?p=view_points&id=N`. The rounds that count are bold; a table without anything
 * bold does not tell which count.
 *
 * @throws LivercPageChangedError as `readRanking`
 */
export function parseQualifyingPoints(html: string, url: string): RankingPage {
  return readRanking(html, url, {
    kind: 'qualifying_points',
    what: 'qualifying points',
    selector: 'table.leaderboard_points',
    columns: COLUMNS,
    readRow,
    finish: withoutGuesses,
  });
}

function readRow({ table, cell, text }: RankingCells): ReadRow {
  const rounds: RankingRound[] = [];
  let unreadableCells = 0;
  for (const column of table.columns) {
    if (KNOWN.includes(column)) continue;
    const number = /^Round (\d{1,3})$/i.exec(column)?.[1];
    const element = cell(column);
    const isEmpty = visibleText(element) === '';
    const round = number && element ? readRound(Number(number), element) : null;
    if (round) rounds.push(round);
    else if (!isEmpty) unreadableCells++;
  }
  const result = keptName(text('Result')) || null;
  return { result, tieBreaker: keptName(text('Tie Breaker')) || null, rounds, unreadableCells };
}

/** `2 : 8/5:32.708` and `52 : 0/0.000 (DNS)`: points, laps, time. */
function readRound(round: number, cell: Element): RankingRound | null {
  const match = /^(\d{1,6}(?:\.\d{1,3})?) ?: ?(.+)$/.exec(visibleText(cell));
  const run = match && readLapsTime(match[2] ?? '');
  if (!run) return null;
  return { round, points: Number(match[1]), ...run, counts: isBold(cell) };
}
