import type { RankingPage } from '../race-pages.js';
import { keptName } from './markup.js';
import { readLapsTime } from './race-row.js';
import { readRanking, type RankingCells, type ReadRow } from './ranking-page.js';

const LAPS_TIME = 'Laps/Time';
const COLUMNS = ['Pos', 'Driver', LAPS_TIME] as const;

/** The column that a round is ranked by, for each order that LiveRC is known to have. */
const RANKED_BY: Record<string, string> = {
  laps_time: LAPS_TIME,
  avg_top_5: 'Top 5 Average',
  fastest_lap: 'Fastest Lap',
  top_3_consecutive: 'Top 3 Consecutive',
};

/**
 * Reads `/results/?p=view_round_ranking&id=N&o=ORDER`. A row's result is what the round is ranked
 * by. No whole page was seen yet.
 *
 * @param order as asked for: the page does not show it
 * @throws LivercPageChangedError as `readRanking`
 */
export function parseRoundRanking(html: string, url: string, order: string | null): RankingPage {
  const rankedBy = RANKED_BY[order ?? ''] ?? LAPS_TIME;
  return readRanking(html, url, {
    kind: 'round',
    what: 'a round’s ranking',
    selector: 'table.round_rankings',
    columns: COLUMNS,
    readRow: (row) => readRow(row, rankedBy),
  });
}

function readRow({ text }: RankingCells, rankedBy: string): ReadRow {
  const isRead = readLapsTime(text(LAPS_TIME)) !== null;
  const result = keptName(text(rankedBy)) || null;
  return { result, tieBreaker: null, rounds: [], unreadableCells: isRead ? 0 : 1 };
}
