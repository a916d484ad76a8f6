import type { RankingPage } from '../race-pages.js';
import { keptName } from './markup.js';
import { readRanking, type RankingCells, type ReadRow } from './ranking-page.js';

/** `Race` tells it from qualifying points, whose tables bear the same class. */
const COLUMNS = ['Pos', 'Driver', 'Result', 'Race'] as const;

/**
 * Reads `/results/?p=event_overall_ranking&id=EVENT`: who came where in each class. The result stays
 * as printed: place in the main, before it the sum of points where there were several, laps and time.
 * No whole page was seen yet.
 *
 * @throws LivercPageChangedError as `readRanking`
 */
export function parseOverall(html: string, url: string): RankingPage {
  return readRanking(html, url, {
    kind: 'overall',
    what: 'an overall ranking',
    selector: 'table.leaderboard_points',
    columns: COLUMNS,
    readRow,
  });
}

function readRow({ text }: RankingCells): ReadRow {
  const result = keptName(text('Result')) || null;
  return { result, tieBreaker: null, rounds: [], unreadableCells: 0 };
}
