import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { TrackDriver } from '@trackside/contracts';
import { driverKeyOf, runSql } from '@trackside/database';
import { UNKNOWN_DRIVER } from '../day/day-reading.js';
import { IS_SHOWN, SESSION_COLUMNS } from './session-columns.js';

/** Which drivers of a track are wanted; null leaves a condition out. */
export interface TrackDriversFilter {
  trackId: string;
  /** Any part of a name, or the beginning of a transponder. */
  sought: string | null;
  className: string | null;
  startDate: string | null;
  endDate: string | null;
  /** The driver after whom the page begins. */
  after: TrackDriverPlace | null;
  limit: number;
}

/** A place among drivers: most days first, then by person. */
export type TrackDriverPlace = [dayCount: number, person: string];

/** Letter case and accents aside. */
const plain = (sql: string): string =>
  `regexp_replace(normalize(lower(${sql}), NFD), '[\\u0300-\\u036f]', '', 'g')`;

/** Unknown drivers are told apart by their transponders. */
const PERSON = `
  CASE WHEN s.driver_key = ${driverKeyOf(`'${UNKNOWN_DRIVER}'::text`)}
    THEN s.driver_key || ' ' || coalesce(s.transponder, '') ELSE s.driver_key END`;

/** Hidden drivers are not among them: a number of one day is nobody to look for. */
const DRIVERS = `
  WITH driven AS MATERIALIZED (
    SELECT ${PERSON} AS person, d.date, ${SESSION_COLUMNS}
    FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id
    WHERE d.track_id = :trackId AND ${IS_SHOWN} AND NOT s.driver_hidden
  ), wanted AS (
    SELECT * FROM driven
    WHERE (:startDate::date IS NULL OR date >= :startDate::date)
      AND (:endDate::date IS NULL OR date <= :endDate::date)
      AND (:className::text IS NULL OR lower(class_name) = lower(:className::text))
  ), page AS (
    SELECT person, mode() WITHIN GROUP (ORDER BY driver_name) AS name,
      count(DISTINCT date) AS day_count, count(*) AS session_count,
      coalesce(sum(lap_count), 0)::bigint AS lap_count, max(date)::text AS last_date
    FROM wanted GROUP BY person
    HAVING (:sought::text IS NULL
        OR bool_or(strpos(${plain('driver_name')}, ${plain(':sought::text')}) > 0)
        OR bool_or(starts_with(transponder, :sought::text)))
      AND (:afterDays::integer IS NULL OR count(DISTINCT date) < :afterDays::integer
        OR (count(DISTINCT date) = :afterDays::integer AND person > :afterPerson::text))
    ORDER BY day_count DESC, person LIMIT :limit
  ), per_class AS (
    SELECT person, class_name, count(*) AS session_count,
      coalesce(sum(lap_count), 0)::bigint AS lap_count,
      coalesce(min(fastest_lap_seconds) FILTER (WHERE laps_state = 'read'),
        min(fastest_lap_seconds)) AS fastest_lap_seconds,
      coalesce(bool_and(laps_state <> 'read' OR fastest_lap_seconds IS NULL), true)
        AS fastest_of_all_laps
    FROM wanted WHERE person IN (SELECT person FROM page) GROUP BY person, class_name
  ), used AS (
    SELECT person, transponder, count(*) AS times FROM driven
    WHERE person IN (SELECT person FROM page) AND transponder IS NOT NULL
    GROUP BY person, transponder
  ), others AS (
    SELECT transponder, person, mode() WITHIN GROUP (ORDER BY driver_name) AS name FROM driven
    WHERE transponder IN (SELECT transponder FROM used) GROUP BY transponder, person
  )
  SELECT page.*, (
      SELECT coalesce(json_agg(json_build_object('class_name', class_name,
        'session_count', session_count, 'lap_count', lap_count,
        'fastest_lap_seconds', fastest_lap_seconds,
        'fastest_of_all_laps', fastest_of_all_laps) ORDER BY session_count DESC, class_name), '[]')
      FROM per_class WHERE per_class.person = page.person
    ) AS classes, (
      SELECT coalesce(json_agg(json_build_object('transponder', used.transponder, 'shared_with', (
        SELECT coalesce(json_agg(others.name ORDER BY others.name), '[]') FROM others
        WHERE others.transponder = used.transponder AND others.person <> page.person
      )) ORDER BY times DESC, used.transponder), '[]')
      FROM used WHERE used.person = page.person
    ) AS transponders
  FROM page ORDER BY day_count DESC, person`;

/** Reads who practised at a track, on imported and on discovered days. */
@Injectable()
export class TrackDriversStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Most days first, each with the place from which a later page goes on. */
  async find(
    filter: TrackDriversFilter,
  ): Promise<{ place: TrackDriverPlace; driver: TrackDriver }[]> {
    const { after, ...parameters } = filter;
    const [afterDays, afterPerson] = after ?? [null, null];
    const rows = await runSql<(TrackDriver & { person: string })[]>(this.database, DRIVERS, {
      ...parameters,
      afterDays,
      afterPerson,
    });
    return rows.map(({ person, ...driver }) => ({ place: [driver.day_count, person], driver }));
  }
}
