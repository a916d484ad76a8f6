import type { FetchOptions } from '@trackside/liverc-scraper';

/** An event whose pages are read. */
export interface PageEvent {
  id: string;
  sourceEventId: string;
  name: string;
  track: { id: string; slug: string; name: string };
}

/** How an event's pages are asked for. */
export type PageRequest = Required<Pick<FetchOptions, 'signal' | 'lane'>>;
