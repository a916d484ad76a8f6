import type { RankingPage, RankingRef } from '../race-pages.js';
import { parseMultiMain } from './multi-main.js';
import { parseOverall } from './overall.js';
import { parseQualifyingPoints } from './qualifying-points.js';
import { parseRoundRanking } from './round-ranking.js';

/**
 * Reads a ranking of whatever kind was asked for.
 *
 * @throws LivercPageChangedError for another page, also for a ranking of another kind
 */
export function parseRanking(
  html: string,
  url: string,
  { kind, order }: Pick<RankingRef, 'kind' | 'order'>,
): RankingPage {
  switch (kind) {
    case 'qualifying_points':
      return parseQualifyingPoints(html, url);
    case 'round':
      return parseRoundRanking(html, url, order);
    case 'multi_main':
      return parseMultiMain(html, url);
    case 'overall':
      return parseOverall(html, url);
  }
}
