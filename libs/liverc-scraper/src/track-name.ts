import { collapseWhiteSpace } from '@trackside/contracts';

/** Whether two names are of one track: white space, case and composition differ between pages. */
export function isSameTrackName(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/** A track's name without what differs between pages: white space, case, composition. */
function comparable(name: string): string {
  return collapseWhiteSpace(name.normalize('NFC')).toLowerCase();
}
