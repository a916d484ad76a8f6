/** What a track is doing, as LiveRC's catalogue shows it. */
export type TrackStatus = 'racing' | 'practice' | 'idle';

export interface Track {
  /** UUIDv5 of the slug, so that links outlive a database. */
  id: string;
  /** Lower case; the host name of the track at LiveRC. */
  slug: string;
  name: string;
  status: TrackStatus;
  live_video: boolean;
  favourite: boolean;
}

export interface TrackDetail extends Track {
  /** Months with practice, `YYYY-MM`, newest first, as far as known; null when never read. */
  practice_months: string[] | null;
  /** Date of the newest practice day known, `YYYY-MM-DD`; null when none is known. */
  last_practice_date: string | null;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface CatalogueSyncResult {
  /** Tracks in the database after the sync. */
  tracks: number;
  /** Tracks the catalogue page listed. */
  listed: number;
  /** Rows of the page that could not be read. */
  unreadable_rows: number;
  /** UTC instant of the reading. */
  fetched_at: string;
}
