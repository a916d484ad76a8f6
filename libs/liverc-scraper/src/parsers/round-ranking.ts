import type { RankingPage } from '../race-pages.js';
import { readCount } from './figures.js';
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
 * by; laps and time are those of its one round, whatever the order. No whole page was seen yet.
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

/** The round is named by the title: `Qualifier Round 1 Rankings`. */
function readRow({ title, text }: RankingCells, rankedBy: string): ReadRow {
  const round = readCount(/\bRound (\d{1,3})\b/i.exec(title)?.[1] ?? '');
  const printed = text(LAPS_TIME);
  const run = readLapsTime(printed);
  const isRun = run !== null && printed !== '';
  return {
    result: keptName(text(rankedBy)) || null,
    tieBreaker: null,
    rounds: isRun && round !== null ? [{ round, points: null, ...run, counts: null }] : [],
    unreadableCells: run ? 0 : 1,
  };
}
