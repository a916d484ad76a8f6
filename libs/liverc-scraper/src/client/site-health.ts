import type { LivercErrorCode } from '../errors.js';
import { slugOfSite } from './page-address.js';

/** What is told of a site that is unwell. */
export interface UnwellSite {
  /** Since when it fails; monotonic milliseconds. */
  since: number;
  code: LivercErrorCode;
  /** When it is asked again at the earliest, monotonic milliseconds; null: any time. */
  nextProbeAt: number | null;
}

/** A site that is unwell. */
export interface SiteHealth {
  /** Null for the catalogue. */
  slug: string | null;
  since: Date;
  /** What its pages fail with. */
  code: LivercErrorCode;
  /** When it is asked again at the earliest; null: at any time. */
  nextProbeAt: Date | null;
}

/**
 * What is to be told of sites that are unwell.
 *
 * @param wallTime the moment of monotonic milliseconds
 */
export function toSiteHealth(
  unwell: ReadonlyMap<string, UnwellSite>,
  wallTime: (ticks: number) => Date,
): SiteHealth[] {
  return Array.from(unwell, ([site, { since, code, nextProbeAt }]) => ({
    slug: slugOfSite(site),
    since: wallTime(since),
    code,
    nextProbeAt: nextProbeAt === null ? null : wallTime(nextProbeAt),
  }));
}
