import type { ParamMap, Params } from '@angular/router';
import { collapseWhiteSpace } from '@trackside/contracts';
import type { DriversQuestion } from '../api/practice-api';

/** Who the address looks for; null without a track. What makes no sense in it counts as left out. */
export function readDriversQuery(params: ParamMap): DriversQuestion | null {
  const trackId = params.get('track');
  if (!trackId) {
    return null;
  }
  const year = /^20\d\d$/.exec(params.get('year') ?? '')?.[0];
  return {
    trackId,
    text: collapseWhiteSpace(params.get('q') ?? ''),
    className: collapseWhiteSpace(params.get('class') ?? '') || null,
    year: year === undefined ? null : Number(year),
  };
}

/** The address of a question, as a link needs it. */
export function writeDriversQuery({ trackId, text, className, year }: DriversQuestion): Params {
  return { track: trackId, q: text || null, class: className, year };
}

export function sameQuestion(a: DriversQuestion | null, b: DriversQuestion | null): boolean {
  return (
    a?.trackId === b?.trackId &&
    a?.text === b?.text &&
    a?.className === b?.className &&
    a?.year === b?.year
  );
}
