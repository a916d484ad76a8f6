import { eventDetailTruth, type EventDetailTruth } from './event-truth.js';
import { dateOfDayNumber, dayNumberOf, pad2 } from './world/dates.js';
import { UNKNOWN_DRIVER } from './world/drivers.js';
import type { RaceEvent } from './world/events.js';
import type { EventShape } from './world/races/event-shape.js';
import { crossingsOf, endOf } from './world/session-clock.js';
import { detailFigures } from './world/session-figures.js';
import { isValidLap } from './world/sessions.js';
import { trackStatus, type TrackStatus } from './world/track-status.js';
import type { Session, World } from './world/world.js';
import type { Track } from './world/tracks.js';

/** A track as the catalogue shows it. */
export interface TrackTruth {
  slug: string;
  /** The slug in the letter case of the catalogue's link. */
  link_slug: string;
  name: string;
  status: TrackStatus;
  live_video: boolean;
  featured: boolean;
}

/** A day's totals in the field names of the API. */
export interface DayTotalsTruth {
  date: string;
  track_slug: string;
  session_count: number;
  total_laps: number;
  /** Sum of the sessions' rounded lengths. */
  total_track_time_seconds: number;
  /** "Unknown Driver" is left out. */
  unique_drivers: number;
  /** "Unknown Class" counts. */
  unique_classes: number;
  /** `HH:MM` of the first start. */
  time_range_start: string;
  time_range_end: string;
  /** The page's printed totals agree with its rows. */
  verified: true;
}

export interface LapTruth {
  lap_number: number;
  lap_time_seconds: number;
  /** `YYYY-MM-DDTHH:MM:SS`, track-local. */
  crossed_at: string;
  is_valid: boolean;
}

/** What a session's own page adds; counts valid laps alone, null where the page prints nothing. */
export interface SessionDetailTruth {
  ended_at: string;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
  top_3_consecutive_seconds: number | null;
  average_top_5_seconds: number | null;
  average_top_10_seconds: number | null;
  average_top_15_seconds: number | null;
  standard_deviation_seconds: number | null;
  consistency_percent: number | null;
  valid_lap_min_seconds: number;
  valid_lap_max_seconds: number;
}

/** A session as its row prints it; `detail` and `laps` as its own page does. */
export interface SessionTruth {
  source_session_id: string;
  driver_name: string;
  class_name: string;
  transponder: string | null;
  started_at: string;
  duration_seconds: number;
  lap_count: number;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
  detail: SessionDetailTruth;
  laps: LapTruth[];
}

export interface DayTruth extends DayTotalsTruth {
  /** Newest first, as on the page. */
  sessions: SessionTruth[];
}

export interface MonthTruth {
  year: number;
  month: number;
  track_slug: string;
  /** Newest first; none after today. */
  practice_days: DayTotalsTruth[];
}

export interface EventTruth {
  source_event_id: string;
  name: string;
  /** Null when the printed date is not one that can be (before 1900). */
  start_date: string | null;
  end_date: string | null;
  /** As printed, junk included. */
  printed_date: string;
  entries: number;
  drivers: number;
}

export interface EventShapeTruth {
  source_event_id: string;
  shape: EventShape;
}

/** `YYYY-MM-DDTHH:MM:SS` of a moment counted from midnight of `date`; may lie on the next day. */
export function localTime(date: string, seconds: number): string {
  const day = seconds < 86_400 ? date : dateOfDayNumber(dayNumberOf(date) + 1);
  const rest = seconds % 86_400;
  const minutes = Math.floor(rest / 60);
  return `${day}T${pad2(Math.floor(minutes / 60))}:${pad2(minutes % 60)}:${pad2(rest % 60)}`;
}

const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

function detailTruth(session: Session): SessionDetailTruth {
  const figures = detailFigures(session);
  return {
    ended_at: localTime(session.date, endOf(session)),
    fastest_lap_seconds: inSeconds(figures.fastestMs),
    average_lap_seconds: inSeconds(figures.averageMs),
    top_3_consecutive_seconds: inSeconds(figures.top3ConsecutiveMs),
    average_top_5_seconds: inSeconds(figures.top5Ms),
    average_top_10_seconds: inSeconds(figures.top10Ms),
    average_top_15_seconds: inSeconds(figures.top15Ms),
    standard_deviation_seconds: inSeconds(figures.deviationMs),
    consistency_percent: figures.consistencyPercent,
    valid_lap_min_seconds: session.car.validMinSeconds,
    valid_lap_max_seconds: session.car.validMaxSeconds,
  };
}

function lapTruths(session: Session): LapTruth[] {
  const crossings = crossingsOf(session);
  return session.laps.map((lap, index) => ({
    lap_number: index + 1,
    lap_time_seconds: lap / 1000,
    crossed_at: localTime(session.date, crossings[index] as number),
    is_valid: isValidLap(session.car, lap),
  }));
}

function sessionTruth(session: Session): SessionTruth {
  return {
    source_session_id: String(session.id),
    driver_name: session.driverName,
    class_name: session.car.className,
    transponder: session.car.transponder,
    started_at: localTime(session.date, Math.floor(session.startMs / 1000)),
    duration_seconds: session.lengthSeconds,
    lap_count: session.lapCount,
    fastest_lap_seconds: inSeconds(session.fastestMs),
    average_lap_seconds: inSeconds(session.averageMs),
    detail: detailTruth(session),
    laps: lapTruths(session),
  };
}

function totalsTruth(track: Track, date: string, sessions: readonly Session[]): DayTotalsTruth {
  const drivers = new Set(sessions.map((session) => session.driverName));
  drivers.delete(UNKNOWN_DRIVER);
  const startOf = (session: Session | undefined) =>
    localTime(date, Math.floor((session as Session).startMs / 1000)).slice(11, 16);
  return {
    date,
    track_slug: track.slug,
    session_count: sessions.length,
    total_laps: sessions.reduce((sum, session) => sum + session.lapCount, 0),
    total_track_time_seconds: sessions.reduce((sum, session) => sum + session.lengthSeconds, 0),
    unique_drivers: drivers.size,
    unique_classes: new Set(sessions.map((session) => session.car.className)).size,
    time_range_start: startOf(sessions[0]),
    time_range_end: startOf(sessions.at(-1)),
    verified: true,
  };
}

function eventTruth(event: RaceEvent): EventTruth {
  const real = event.startDate >= '1900';
  return {
    source_event_id: String(event.id),
    name: event.name,
    start_date: real ? event.startDate : null,
    end_date: real ? event.endDate : null,
    printed_date: event.startDate,
    entries: event.entries,
    drivers: event.drivers,
  };
}

/** The exact values behind every page, for tests to compare with; no method changes anything. */
export class SimulatorTruth {
  constructor(private readonly world: World) {}

  /** In the order of creation, which is not that of the catalogue's page. */
  tracks(): TrackTruth[] {
    return this.world.tracks.map((track) => ({
      slug: track.slug,
      link_slug: track.linkSlug,
      name: track.name,
      ...trackStatus(this.world, track),
      featured: track.featured,
    }));
  }

  /** Months with practice, `YYYY-MM`, newest first. */
  months(slug: string): string[] {
    return [...this.world.monthsOf(this.trackOf(slug))];
  }

  /** @param month `YYYY-MM` */
  month(slug: string, month: string): MonthTruth {
    const track = this.trackOf(slug);
    const practiceDays = this.world
      .daysOf(track, month)
      .map(({ date }) => totalsTruth(track, date, this.world.sessionsOf(track, date)));
    const [year, monthOfYear] = month.split('-').map(Number) as [number, number];
    return { year, month: monthOfYear, track_slug: track.slug, practice_days: practiceDays };
  }

  /** Null without practice on that date. */
  day(slug: string, date: string): DayTruth | null {
    const track = this.trackOf(slug);
    const sessions = this.world.sessionsOf(track, date);
    if (sessions.length === 0) return null;
    const truths = sessions.map(sessionTruth).reverse();
    return { ...totalsTruth(track, date, sessions), sessions: truths };
  }

  /** Null when the number is no session of this track. */
  session(slug: string, id: string | number): SessionTruth | null {
    const session = this.world.findSession(this.trackOf(slug), Number(id));
    return session ? sessionTruth(session) : null;
  }

  /** In the order of the page: newest first, junk dates last. */
  events(slug: string): EventTruth[] {
    return this.world.eventsOf(this.trackOf(slug)).map(eventTruth);
  }

  /** What each event is like, in the order of the page: to find one without driving its races. */
  eventShapes(slug: string): EventShapeTruth[] {
    const track = this.trackOf(slug);
    return this.world.eventsOf(track).map(({ id }) => {
      const shape = this.world.shapeOf(track, id) as EventShape;
      return { source_event_id: String(id), shape };
    });
  }

  /** An event with all its races and laps; null when the number is no event of this track. */
  event(slug: string, id: string | number): EventDetailTruth | null {
    const detail = this.world.findEvent(this.trackOf(slug), Number(id));
    return detail ? eventDetailTruth(detail) : null;
  }

  private trackOf(slug: string): Track {
    const track = this.world.findTrack(slug);
    if (!track) throw new RangeError(`the simulator has no track "${slug}"`);
    return track;
  }
}
