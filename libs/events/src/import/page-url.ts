import type { LivercScraper } from '@trackside/liverc-scraper';
import type { EventPageKind } from '../storage/race-rows.js';

/** A page of an event by LiveRC's own ids. */
export interface PageOfEvent {
  kind: 'event' | 'race' | EventPageKind;
  sourceId: string;
  /** What a round is ranked by; empty for the other kinds. */
  sortedBy: string;
}

/** Where LiveRC shows the page. */
export function urlOfPage(
  urls: LivercScraper['urls'],
  slug: string,
  { kind, sourceId, sortedBy }: PageOfEvent,
): string {
  if (kind === 'event') return urls.event(slug, sourceId);
  if (kind === 'race') return urls.race(slug, sourceId);
  if (kind === 'entries') return urls.entryList(slug, sourceId);
  const order = sortedBy === '' ? null : sortedBy;
  return urls.ranking(slug, { kind, sourceRankingId: sourceId, order });
}
