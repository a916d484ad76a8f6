import type { ParamMap, Params } from '@angular/router';

export const MOST_SESSIONS = 6;

/** What the address compares: the sessions in their order, and to which of them gaps are measured. */
export interface ComparisonQuery {
  readonly ids: readonly string[];
  /** Null for the quickest. */
  readonly gapTo: string | null;
}

/** Ids that stand there twice count once; more than six are left out. */
export function readComparison(params: ParamMap): ComparisonQuery {
  const ids = (params.get('ids') ?? '')
    .toLowerCase()
    .split(',')
    .filter((id) => id !== '');
  const gapTo = params.get('gap')?.toLowerCase() ?? null;
  return {
    ids: [...new Set(ids)].slice(0, MOST_SESSIONS),
    gapTo: gapTo !== null && ids.includes(gapTo) ? gapTo : null,
  };
}

/** The address of a comparison, as a link needs it. */
export function writeComparison(ids: readonly string[], gapTo: string | null): Params {
  return { ids: ids.length === 0 ? null : ids.join(','), gap: gapTo };
}

/**
 * What to say of sessions of a link that are not known here; null where all are.
 *
 * @param ids of the link, in its order
 */
export function missingWords(ids: readonly string[], unknown: readonly string[]): string | null {
  if (unknown.length === 0) {
    return null;
  }
  if (unknown.length === ids.length) {
    return ids.length === 1
      ? 'The session of this link is not known here.'
      : 'None of the sessions of this link is known here.';
  }
  const places = ids.flatMap((id, index) => (unknown.includes(id) ? String(index + 1) : []));
  const which =
    places.length === 1 ? `number ${places[0]} is` : `numbers ${places.join(' and ')} are`;
  return `Of the ${ids.length} sessions of this link ${which} not known here.`;
}
