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
  const ids = (params.get('ids') ?? '').split(',').filter((id) => id !== '');
  const gapTo = params.get('gap');
  return {
    ids: [...new Set(ids)].slice(0, MOST_SESSIONS),
    gapTo: gapTo !== null && ids.includes(gapTo) ? gapTo : null,
  };
}

/** The address of a comparison, as a link needs it. */
export function writeComparison(ids: readonly string[], gapTo: string | null): Params {
  return { ids: ids.length === 0 ? null : ids.join(','), gap: gapTo };
}
