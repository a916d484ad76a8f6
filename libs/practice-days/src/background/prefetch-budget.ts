import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { Between, DataSource, Repository } from 'typeorm';
import { runSql } from '@trackside/database';
import { PrefetchHourEntity } from './prefetch-hour.entity.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Takes requests from the day's budget, or none. Two processes that ask at once wait for each other at
 * the hour's row; the other hours of the day are over.
 */
const RESERVE = `
  WITH others AS (
    SELECT coalesce(sum(requests), 0)::integer AS requests, coalesce(bool_or(stopped), false) AS stopped
    FROM prefetch_hours WHERE hour >= :dayStart AND hour < :dayEnd AND hour <> :thisHour
  )
  INSERT INTO prefetch_hours (hour, requests)
  SELECT :thisHour, :wanted FROM others
  WHERE NOT others.stopped AND others.requests + :wanted <= :budget
  ON CONFLICT (hour) DO UPDATE SET requests = prefetch_hours.requests + excluded.requests
  WHERE NOT prefetch_hours.stopped
    AND prefetch_hours.requests + excluded.requests + (SELECT requests FROM others) <= :budget
  RETURNING requests`;

const SETTLE = `
  UPDATE prefetch_hours SET requests = greatest(0, requests + :difference) WHERE hour = :thisHour`;

const STOP = `
  INSERT INTO prefetch_hours (hour, requests, stopped) VALUES (:thisHour, 0, true)
  ON CONFLICT (hour) DO UPDATE SET stopped = true`;

const FORGET = 'DELETE FROM prefetch_hours WHERE hour < :before';

/** What was spent on a UTC day. */
export interface SpentDay {
  /** Before the present hour, and in it. */
  before: number;
  thisHour: number;
  stopped: boolean;
}

/** Requests that one reading may send. */
export interface Reserved {
  requests: number;
  /** Gives back what was not sent. */
  settle(sent: number): Promise<void>;
}

/** What reading ahead may ask of LiveRC a UTC day, shared by all processes. */
@Injectable()
export class PrefetchBudget {
  constructor(
    @InjectRepository(PrefetchHourEntity) private readonly hours: Repository<PrefetchHourEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  async spent(now: Date): Promise<SpentDay> {
    const { dayStart, thisHour } = timesOf(now);
    const hours = await this.hours.findBy({ hour: Between(dayStart, thisHour) });
    const present = hours.find(({ hour }) => hour.getTime() === thisHour.getTime());
    const all = hours.reduce((sum, { requests }) => sum + requests, 0);
    const inThisHour = present?.requests ?? 0;
    const stopped = hours.some((hour) => hour.stopped);
    return { before: all - inThisHour, thisHour: inThisHour, stopped };
  }

  /**
   * Takes as many requests from the day's budget as a reading may need.
   *
   * @returns null when the day has fewer left than it is expected to need, or has been stopped
   */
  async reserve(
    { expected, most }: { expected: number; most: number },
    budget: number,
    now: Date,
  ): Promise<Reserved | null> {
    const { before, thisHour: inThisHour } = await this.spent(now);
    const requests = Math.min(most, budget - before - inThisHour);
    if (requests < expected) return null;
    const { dayStart, dayEnd, thisHour } = timesOf(now);
    const parameters = { dayStart, dayEnd, thisHour, wanted: requests, budget };
    const taken = await runSql<unknown[]>(this.database, RESERVE, parameters);
    if (taken.length === 0) return null;
    const settle = async (sent: number): Promise<void> => {
      await runSql(this.database, SETTLE, { thisHour, difference: sent - requests });
    };
    return { requests, settle };
  }

  /** Nothing more on this UTC day. */
  async stop(now: Date): Promise<void> {
    await runSql(this.database, STOP, { thisHour: timesOf(now).thisHour });
  }

  /** Days that are over for a week are forgotten. */
  async forgetOld(now: Date): Promise<void> {
    await runSql(this.database, FORGET, { before: new Date(now.getTime() - 8 * DAY_MS) });
  }
}

function timesOf(now: Date): { dayStart: Date; dayEnd: Date; thisHour: Date } {
  const day = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  return { dayStart: new Date(day), dayEnd: new Date(day + DAY_MS), thisHour: new Date(hour) };
}
