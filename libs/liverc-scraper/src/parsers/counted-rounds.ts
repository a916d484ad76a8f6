import type { Element } from 'domhandler';

import type { RankingClass } from '../race-pages.js';
import { findFirst } from './markup.js';

const BOLD = new Set(['b', 'strong']);

/** Rounds that make the result are printed bold. */
export function isBold(cell: Element | undefined): boolean {
  return cell !== undefined && findFirst(cell, ({ name }) => BOLD.has(name)) !== undefined;
}

/** A class in which nothing is bold does not tell which rounds count. */
export function withoutGuesses(ranked: RankingClass): RankingClass {
  if (ranked.rows.some(({ rounds }) => rounds.some(({ counts }) => counts))) return ranked;
  const rows = ranked.rows.map((row) => ({
    ...row,
    rounds: row.rounds.map((round) => ({ ...round, counts: null })),
  }));
  return { ...ranked, rows };
}
