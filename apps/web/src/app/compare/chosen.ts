import type { Lap, StudiedSession } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';
import { clockOf } from '../laps/clock';
import { driverLabel } from '../me/driver-names';
import type { NamedSession } from './side-by-side';
import type { StintFigures } from './stint-figures';

/** A practice session or a race stint that is compared. */
export interface Chosen {
  readonly figures: StintFigures;
  readonly driver: string;
  /** `Sat 25 Oct 2025, 10:58`; of a race its name in place of the time. */
  readonly when: string;
  readonly className: string;
  readonly trackId: string;
  readonly trackName: string;
  readonly laps: readonly Lap[];
  /** Of a race: what laps that are left out are, by their number. */
  readonly notes?: ReadonlyMap<number, string>;
  /** An import has yet to read its laps. */
  readonly isAwaited: boolean;
}

export function chosenSession(session: StudiedSession): Chosen {
  return {
    figures: session,
    driver: driverLabel(session),
    when: `${formatDate(session.date)}, ${clockOf(session.started_at)}`,
    className: session.class_name ?? 'No class',
    trackId: session.track_id,
    trackName: session.track_name,
    laps: session.laps,
    isAwaited: session.laps_state === 'pending',
  };
}

/** Two drivers may have two days: the date belongs to the name, and of several tracks the track. */
export function namedOf(chosen: readonly Chosen[]): NamedSession[] {
  const tracks = new Set(chosen.map(({ trackId }) => trackId));
  return chosen.map(({ figures, driver, when, className, trackId, trackName, notes }) => ({
    session: figures,
    driver,
    when,
    className: tracks.size > 1 ? `${className}, ${trackName}` : className,
    rivals: `${trackId} ${className}`,
    ...(notes && { notes }),
  }));
}
