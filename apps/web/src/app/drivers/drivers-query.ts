import type { ParamMap, Params } from '@angular/router';
import { collapseWhiteSpace } from '@trackside/contracts';
import type { DriversQuestion } from '../api/practice-api';

/** By the number of days, or by the best lap, which only drivers of one class have in common. */
export type DriversSort = 'days' | 'best';

export interface DriversQuery extends DriversQuestion {
  readonly sort: DriversSort;
}

/** Who the address looks for; null without a track. What makes no sense in it counts as left out. */
export function readDriversQuery(params: ParamMap): DriversQuery | null {
  const trackId = params.get('track');
  if (!trackId) {
    return null;
  }
  const year = /^20\d\d$/.exec(params.get('year') ?? '')?.[0];
  const className = collapseWhiteSpace(params.get('class') ?? '') || null;
  return {
    trackId,
    text: collapseWhiteSpace(params.get('q') ?? ''),
    className,
    year: year === undefined ? null : Number(year),
    sort: className !== null && params.get('sort') === 'best' ? 'best' : 'days',
  };
}

/** The address of a question, as a link needs it. */
export function writeDriversQuery(query: DriversQuery): Params {
  const { trackId, text, className, year, sort } = query;
  const isByBest = className !== null && sort === 'best';
  return { track: trackId, q: text || null, class: className, year, sort: isByBest ? sort : null };
}

export function sameQuery(a: DriversQuery | null, b: DriversQuery | null): boolean {
  return (
    a?.trackId === b?.trackId &&
    a?.text === b?.text &&
    a?.className === b?.className &&
    a?.year === b?.year &&
    a?.sort === b?.sort
  );
}
