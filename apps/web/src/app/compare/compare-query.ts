import type { ParamMap, Params } from '@angular/router';
import { stintId, stintOf } from '../race-events/race/race-stint';

export const MOST_SESSIONS = 6;

/** What the address compares: sessions and race stints in their order, and to which of them gaps are measured. */
export interface ComparisonQuery {
  readonly ids: readonly string[];
  /** Null for the quickest. */
  readonly gapTo: string | null;
}

/**
 * Ids that stand there twice count once; more than six are left out. Sessions stand parted by commas;
 * a race stint, in whose name there may be one, is a parameter of its own.
 */
export function readComparison(params: ParamMap): ComparisonQuery {
  const ids = params.getAll('ids').flatMap(idsOf);
  const [gapTo] = idsOf(params.get('gap') ?? '');
  return {
    ids: [...new Set(ids)].slice(0, MOST_SESSIONS),
    gapTo: gapTo !== undefined && ids.includes(gapTo) ? gapTo : null,
  };
}

/** The address of a comparison, as a link needs it. */
export function writeComparison(ids: readonly string[], gapTo: string | null): Params {
  if (ids.length === 0) {
    return { ids: null, gap: gapTo };
  }
  return { ids: ids.some(stintOf) ? [...ids] : ids.join(','), gap: gapTo };
}

function idsOf(text: string): string[] {
  const stint = stintOf(text);
  return stint
    ? [stintId(stint)]
    : text
        .toLowerCase()
        .split(',')
        .filter((id) => id !== '');
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
