import type { FetchOptions, TrackRef } from '@trackside/liverc-scraper';
import type { StoredPage } from '@trackside/page-vault';
import type { TrackNames } from '@trackside/tracks';

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
export interface PageRequest extends Required<Pick<FetchOptions, 'signal' | 'lane'>> {
  /** Read in place of asking LiveRC; what it shows otherwise now is the parser's doing. */
  reread?: StoredPage;
}

/** The page that `ask` fetches. A stored one was known as the track's when it came. */
export function askFor<T>(
  names: TrackNames,
  track: PageEvent['track'],
  { reread }: PageRequest,
  ask: (track: TrackRef, options: Pick<FetchOptions, 'stored'>) => Promise<T>,
): Promise<T> {
  if (!reread) return names.ask(track, (ref) => ask(ref, {}));
  const { slug, name } = track;
  return ask({ slug, name, isAlsoCalled: async () => true }, { stored: reread.html });
}
