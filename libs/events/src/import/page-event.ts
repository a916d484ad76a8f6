import type { FetchOptions } from '@trackside/liverc-scraper';

/** An event whose pages are read. */
export interface PageEvent {
  id: string;
  sourceEventId: string;
  /** As LiveRC lists it, or as its own page is headed once that is read. */
  name: string;
  /** `YYYY-MM-DD`, as listed. */
  startDate: string | null;
  endDate: string | null;
  track: { id: string; slug: string; name: string };
}

/** How an event's pages are asked for. */
export type PageRequest = Required<Pick<FetchOptions, 'signal' | 'lane'>>;
