import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type {
  DriverClassAtTrack,
  DriverClassFigures,
  DriverDay,
  DriverSession,
  DriverTransponder,
  OwnFigures,
} from '@trackside/contracts';
import { isKeyOf, isOtherKeyThan, runSql, type SqlParameters } from '@trackside/database';
import {
  IS_SHOWN,
  type PrintedSession,
  SESSION_COLUMNS,
  type SessionRow,
  toPrintedSession,
} from './session-columns.js';

/** One person at one track. */
export interface DriverIdentity {
  trackId: string;
  /** Compared by normalised name. */
  name: string;
  /** Only sessions with this transponder; null for all of them. */
  transponder: string | null;
}

/** What of a driver is asked for. */
export interface DriverPart extends DriverIdentity {
  /** Only sessions of this class, letter case aside; null for all classes together. */
  className: string | null;
}

/** A driver's sessions taken together. */
export interface DriverFigures {
  class_names: string[];
  session_count: number;
  lap_count: number;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
  consistency_percent: number | null;
}

export interface DriverTotals extends DriverFigures {
  /** As it is written most often. */
  name: string;
}

/** Sessions of one class taken together, without what is reckoned of laps. */
export interface SummedClass extends Omit<DriverClassFigures, keyof OwnFigures> {
  /** The same for every spelling of the class; null for sessions without a class. */
  class_key: string | null;
}

export type SummedClassOfDay = SummedClass & { date: string };

export type SummedClassAtTrack = SummedClass & Omit<DriverClassAtTrack, keyof DriverClassFigures>;

/** A day, without what is reckoned of laps. */
export type SummedDay = Omit<DriverDay, keyof OwnFigures | 'classes'>;

/** Times of a session's valid laps, in seconds. */
export interface DrivenTimes {
  date: string;
  class_key: string | null;
  times: number[];
}

/** Sessions newest first, below a place in that order. */
export interface DriverSessionsPage {
  after: [date: string, position: number] | null;
  limit: number;
}

/** A session of the driver, with the day it belongs to. */
export type DrivenSession = PrintedSession & Pick<DriverSession, 'date' | 'event_id'>;

interface DriverSessionRow extends SessionRow {
  position: number;
  date: string;
  event_id: string | null;
}

const OF_THE_DRIVER = `
  d.track_id = :trackId AND ${IS_SHOWN} AND ${isKeyOf('s.driver_key', ':name::text')}
  AND (:transponder::text IS NULL OR s.transponder = :transponder)`;

const sessionsWith = (more: string): string => `
  SELECT d.date::text AS date, CASE WHEN d.imported_at IS NOT NULL THEN d.id END AS event_id,
    ${more}, ${SESSION_COLUMNS}
  FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id WHERE ${OF_THE_DRIVER}
    AND (:className::text IS NULL OR lower(s.class_name) = lower(:className::text))`;

const COUNTED_SESSIONS = sessionsWith('s.valid_lap_count');

/** Laps that a session's averages are made of: valid ones, or all while its own page is not read. */
const COUNTED_LAPS = `(CASE WHEN laps_state = 'read' THEN valid_lap_count ELSE lap_count END)`;

const IS_MEASURED = `laps_state = 'read' AND standard_deviation_seconds IS NOT NULL`;

/** Three decimals, as LiveRC prints its own. */
const rounded = (sql: string): string => `round((${sql})::numeric, 3)::float8`;

const weighted = (figure: string): string => `
  sum(${figure} * ${COUNTED_LAPS}) FILTER (WHERE ${COUNTED_LAPS} > 0)
    / nullif(sum(${COUNTED_LAPS}) FILTER (WHERE ${figure} IS NOT NULL), 0)`;

/** Over the valid laps of the sessions whose own page is read. */
const ofRead = (figure: string): string => `
  (sum(valid_lap_count * (${figure})) FILTER (WHERE ${IS_MEASURED})
    / nullif(sum(valid_lap_count) FILTER (WHERE ${IS_MEASURED}), 0))`;

/**
 * Consistency of all laps together, from each session's count, average and deviation: squares of the
 * deviation and of the average add up, the figures themselves don't.
 */
const POOLED_CONSISTENCY = `100 * (1 - sqrt(greatest(0,
  ${ofRead('standard_deviation_seconds ^ 2 + average_lap_seconds ^ 2')}
    - ${ofRead('average_lap_seconds')} ^ 2)) / nullif(${ofRead('average_lap_seconds')}, 0))`;

/** One session alone has the consistency that LiveRC prints of it, to the last digit. */
const CONSISTENCY = `CASE WHEN count(*) FILTER (WHERE ${IS_MEASURED}) = 1
  THEN max(consistency_percent) FILTER (WHERE ${IS_MEASURED}) ELSE ${POOLED_CONSISTENCY} END`;

/**
 * Figures of sessions taken together. The best lap is a valid one wherever a session page was read: a
 * day page counts cut laps, too.
 */
const FIGURES = `
  count(*) AS session_count, coalesce(sum(lap_count), 0)::bigint AS lap_count,
  coalesce(min(fastest_lap_seconds) FILTER (WHERE laps_state = 'read'), min(fastest_lap_seconds))
    AS fastest_lap_seconds,
  ${rounded(weighted('average_lap_seconds'))} AS average_lap_seconds,
  ${rounded(CONSISTENCY)} AS consistency_percent`;

const CLASS_NAMES = `
  coalesce(array_agg(DISTINCT class_name) FILTER (WHERE class_name IS NOT NULL), '{}')
    AS class_names`;

/** Of the session with the quickest lap that {@link FIGURES} give, the first of them. */
const ofFastest = (column: string): string => `
  (array_agg(${column} ORDER BY laps_state = 'read' DESC, fastest_lap_seconds, date, started_at, id)
    FILTER (WHERE fastest_lap_seconds IS NOT NULL))[1]`;

/** One class, letter case aside, as `class_key`. */
const CLASS_FIGURES = `
  lower(class_name) AS class_key, mode() WITHIN GROUP (ORDER BY class_name) AS class_name,
  ${FIGURES}, ${ofFastest('id')} AS fastest_lap_session_id`;

const TOTALS = `
  SELECT mode() WITHIN GROUP (ORDER BY driver_name) AS name, ${CLASS_NAMES}, ${FIGURES}
  FROM (${COUNTED_SESSIONS}) session HAVING count(*) > 0`;

const OF_A_CLASS = `SELECT ${CLASS_NAMES}, ${FIGURES} FROM (${COUNTED_SESSIONS}) session`;

const DAYS = `
  SELECT date, event_id, ${CLASS_NAMES}, ${FIGURES} FROM (${COUNTED_SESSIONS}) session
  GROUP BY date, event_id ORDER BY date DESC`;

const CLASSES = `
  SELECT ${CLASS_FIGURES}, count(DISTINCT date) AS day_count,
    ${ofFastest('date')} AS fastest_lap_date
  FROM (${COUNTED_SESSIONS}) session GROUP BY class_key
  ORDER BY session_count DESC, class_key`;

const CLASSES_OF_DAYS = `
  SELECT date, ${CLASS_FIGURES} FROM (${COUNTED_SESSIONS}) session GROUP BY date, class_key
  ORDER BY date DESC, session_count DESC, class_key`;

const LAP_TIMES = `
  SELECT d.date::text AS date, lower(s.class_name) AS class_key, valid.times
  FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id CROSS JOIN LATERAL (
    SELECT json_agg(lap_time_seconds ORDER BY lap_number) AS times FROM practice_laps
    WHERE session_id = s.id AND is_valid) valid
  WHERE ${OF_THE_DRIVER} AND valid.times IS NOT NULL`;

/**
 * The driver's transponders, most used first, each with the other names seen with it. Looked up in
 * this order, each once: unknown drivers together have hundreds of transponders.
 */
const TRANSPONDERS = `
  WITH used AS MATERIALIZED (
    SELECT s.transponder, count(*) AS times
    FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id
    WHERE ${OF_THE_DRIVER} AND s.transponder IS NOT NULL GROUP BY s.transponder
  ), others AS MATERIALIZED (
    SELECT s.transponder, mode() WITHIN GROUP (ORDER BY s.driver_name) AS name
    FROM used JOIN practice_sessions s ON s.transponder = used.transponder
    JOIN practice_days d ON d.id = s.day_id
    WHERE d.track_id = :trackId AND ${IS_SHOWN} AND ${isOtherKeyThan('s.driver_key', ':name::text')}
    GROUP BY s.transponder, s.driver_key
  )
  SELECT used.transponder,
    coalesce(array_agg(others.name ORDER BY others.name) FILTER (WHERE others.name IS NOT NULL),
      '{}') AS shared_with
  FROM used LEFT JOIN others ON others.transponder = used.transponder
  GROUP BY used.transponder, used.times ORDER BY used.times DESC, used.transponder`;

const SESSIONS_PAGE = `
  ${sessionsWith('s.position')}
    AND (:afterDate::date IS NULL OR d.date < :afterDate::date
      OR (d.date = :afterDate::date AND s.position > :afterPosition::integer))
  ORDER BY d.date DESC, s.position LIMIT :limit`;

/** Reads a driver's sessions at a track, of imported and of discovered days. */
@Injectable()
export class DriverStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Null when the driver has no session at the track. */
  async findTotals(driver: DriverIdentity): Promise<DriverTotals | null> {
    const parameters = { ...parametersOf(driver), className: null };
    const rows = await runSql<DriverTotals[]>(this.database, TOTALS, parameters);
    return rows[0] ?? null;
  }

  /** The figures of a class alone; counts of 0 where the driver has no session of it. */
  async findFigures(part: DriverPart): Promise<DriverFigures> {
    const rows = await runSql<DriverFigures[]>(this.database, OF_A_CLASS, partOf(part));
    return rows[0] as DriverFigures;
  }

  /** The driver's days, newest first. */
  async findDays(part: DriverPart): Promise<SummedDay[]> {
    return runSql<SummedDay[]>(this.database, DAYS, partOf(part));
  }

  /** Every class that the driver drove here, most sessions first. */
  async findClasses(driver: DriverIdentity): Promise<SummedClassAtTrack[]> {
    const parameters = { ...parametersOf(driver), className: null };
    return runSql<SummedClassAtTrack[]>(this.database, CLASSES, parameters);
  }

  /** The classes of the driver's days, of each day most sessions first. */
  async findClassesOfDays(part: DriverPart): Promise<SummedClassOfDay[]> {
    return runSql<SummedClassOfDay[]>(this.database, CLASSES_OF_DAYS, partOf(part));
  }

  /** The valid laps of every session whose laps were read, in no certain order of sessions. */
  async findLapTimes(driver: DriverIdentity): Promise<DrivenTimes[]> {
    return runSql<DrivenTimes[]>(this.database, LAP_TIMES, parametersOf(driver));
  }

  /** The driver's transponders, most used first. */
  async findTransponders(driver: DriverIdentity): Promise<DriverTransponder[]> {
    return runSql<DriverTransponder[]>(this.database, TRANSPONDERS, parametersOf(driver));
  }

  /** A page of the driver's sessions with their places, newest first. */
  async findSessions(
    part: DriverPart,
    { after, limit }: DriverSessionsPage,
  ): Promise<{ position: number; session: DrivenSession }[]> {
    const [afterDate, afterPosition] = after ?? [null, null];
    const parameters = { ...partOf(part), afterDate, afterPosition, limit };
    const rows = await runSql<DriverSessionRow[]>(this.database, SESSIONS_PAGE, parameters);
    return rows.map(({ position, date, event_id, ...row }) => ({
      position,
      session: { date, event_id, ...toPrintedSession(row) },
    }));
  }
}

function parametersOf({ trackId, name, transponder }: DriverIdentity): SqlParameters {
  return { trackId, name, transponder };
}

function partOf(part: DriverPart): SqlParameters {
  return { ...parametersOf(part), className: part.className };
}
