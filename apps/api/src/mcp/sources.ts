import type { Clock } from '@trackside/calendar';
import type { Events, EventStudy } from '@trackside/events';
import type {
  Drivers,
  ImportedDays,
  KnownPracticeDays,
  TrackDrivers,
} from '@trackside/practice-days';
import type { Catalogue, Tracks } from '@trackside/tracks';

/** What the tools answer from: the services of the API's routes, none of which asks LiveRC here. */
export interface Sources {
  userId: string;
  catalogue: Catalogue;
  clock: Clock;
  days: ImportedDays;
  drivers: Drivers;
  events: Events;
  eventStudy: EventStudy;
  practice: KnownPracticeDays;
  trackDrivers: TrackDrivers;
  tracks: Tracks;
}
