import type { RankingClass, RankingPage, RankingRound } from '../race-pages.js';
import type { ClassTable } from './class-tables.js';
import { isBold, withoutGuesses } from './counted-rounds.js';
import { keptName } from './markup.js';
import { readLapsTime } from './race-row.js';
import { readRanking, type RankingCells, type ReadRow } from './ranking-page.js';

const COLUMNS = ['Pos', 'Driver', 'Points'] as const;
const KNOWN: readonly string[] = [...COLUMNS, 'Seeded'];
const COMPLETED = /\bCompleted: (\d{1,3}) of (\d{1,3})$/;

/**
 * Reads `/results/?p=view_multi_main_result&id=N`: mains of several legs (`A1`, `A2`, ...), which
 * are the rounds here. It is provisional until it says that all are completed. Legs are
 * believed to make the points where some are bold, as in qualifying. No whole page was seen yet.
 *
 * @throws LivercPageChangedError as `readRanking`
 */
export function parseMultiMain(html: string, url: string): RankingPage {
  return readRanking(html, url, {
    kind: 'multi_main',
    what: 'a main of several legs',
    selector: 'table.multi_main',
    columns: COLUMNS,
    readRow,
    isProvisional: (table) => {
      const [done, all] = readCompleted(table);
      return done < all;
    },
    finish: withoutUndriven,
  });
}

/** Legs driven, and all; without a word about it nothing is known to be missing. */
function readCompleted({ subHeaders }: ClassTable): [number, number] {
  const match = subHeaders.map((text) => COMPLETED.exec(text)).find((one) => one !== null);
  return match ? [Number(match[1]), Number(match[2])] : [Infinity, Infinity];
}

function readRow({ table, cell, text }: RankingCells): ReadRow {
  const rounds: RankingRound[] = [];
  let unreadableCells = 0;
  for (const column of table.columns) {
    const printed = text(column);
    if (KNOWN.includes(column) || printed === '') continue;
    const leg = /^[A-Z]{1,2}(\d{1,2})$/.exec(column)?.[1];
    const round = leg === undefined ? null : readLeg(Number(leg), printed, isBold(cell(column)));
    if (round) rounds.push(round);
    else unreadableCells++;
  }
  return { result: keptName(text('Points')) || null, tieBreaker: null, rounds, unreadableCells };
}

/** `1st (1pts) : 16/10:01.133` */
function readLeg(round: number, text: string, counts: boolean): RankingRound | null {
  const match = /^(?:\d{1,4}(?:st|nd|rd|th) )?\((\d{1,4}) ?pts?\) ?: ?(.+)$/i.exec(text);
  const run = match && readLapsTime(match[2] ?? '');
  return run ? { round, points: Number(match[1]), ...run, counts } : null;
}

/** A leg that is not completed, and in which nobody has a lap, has not been driven. */
function withoutUndriven(one: RankingClass, table: ClassTable): RankingClass {
  const [completed] = readCompleted(table);
  const driven = new Set(
    one.rows.flatMap(({ rounds }) =>
      rounds.filter(({ lapCount }) => lapCount).map(({ round }) => round),
    ),
  );
  const isLeft = ({ round }: RankingRound): boolean => round <= completed || driven.has(round);
  const rows = one.rows.map((row) => ({ ...row, rounds: row.rounds.filter(isLeft) }));
  return withoutGuesses({ ...one, rows });
}
