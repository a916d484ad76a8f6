import type { Site } from './site.js';

/** Of all places, sites that may let requests hang take this part at most, when they are several. */
const PART_FOR_SUSPECTS = 0.4;

/** Sites with requests in flight. */
export class BusySites extends Set<Site> {
  sum(figure: (site: Site) => number): number {
    let sum = 0;
    for (const site of this) sum += figure(site);
    return sum;
  }

  /** Whether those that may let requests hang have all the places that they get; one alone is bounded by itself. */
  areSuspectsFull(asking: Site, maximum: number): boolean {
    const suspects = [...this].filter((site) => site.isSuspect);
    if (suspects.every((site) => site === asking)) return false;
    const most = Math.max(1, Math.floor(maximum * PART_FOR_SUSPECTS));
    return suspects.reduce((sum, { inFlight }) => sum + inFlight, 0) >= most;
  }
}
