import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { runSql } from '@trackside/database';
import { LivercScraper, type RobotsStore, type StoredRobots } from '@trackside/liverc-scraper';

/** A process that died while it asked leaves the question to others after this. */
const LEASE_SECONDS = 30;

const FIND = `
  SELECT text, answered_at AS "answeredAt", failures,
    (extract(epoch FROM due_at - clock_timestamp()) * 1000)::float8 AS "dueInMs",
    coalesce(asked_until > clock_timestamp(), false) AS "isAsked"
  FROM liverc_robots WHERE origin = :origin`;

const CLAIM = `
  INSERT INTO liverc_robots (origin, due_at, asked_until)
  VALUES (:origin, clock_timestamp(), clock_timestamp() + :lease * interval '1 second')
  ON CONFLICT (origin) DO UPDATE SET asked_until = EXCLUDED.asked_until
  WHERE liverc_robots.due_at <= clock_timestamp()
    AND (liverc_robots.asked_until IS NULL OR liverc_robots.asked_until <= clock_timestamp())
  RETURNING origin`;

const KEEP_ANSWER = `
  UPDATE liverc_robots SET text = :answer, answered_at = clock_timestamp(), failures = 0,
    due_at = clock_timestamp() + :dueInMs * interval '1 millisecond', asked_until = NULL
  WHERE origin = :origin`;

const KEEP_FAILURE = `
  UPDATE liverc_robots SET failures = failures + 1,
    due_at = clock_timestamp() + :dueInMs * interval '1 millisecond', asked_until = NULL
  WHERE origin = :origin`;

/** Keeps robots.txt of all origins for all processes; every age is measured by the database's clock. */
@Injectable()
export class RobotsTable implements RobotsStore, OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly scraper: LivercScraper,
  ) {}

  /** Before anything asks for a page. */
  onModuleInit(): void {
    this.scraper.obeyRobots(this);
  }

  async find(origin: string): Promise<StoredRobots | null> {
    return (await runSql<StoredRobots[]>(this.database, FIND, { origin }))[0] ?? null;
  }

  async claim(origin: string): Promise<boolean> {
    const parameters = { origin, lease: LEASE_SECONDS };
    return (await runSql<unknown[]>(this.database, CLAIM, parameters)).length > 0;
  }

  async keepAnswer(origin: string, text: string | null, dueInMs: number): Promise<void> {
    await runSql(this.database, KEEP_ANSWER, { origin, answer: text, dueInMs });
  }

  async keepFailure(origin: string, dueInMs: number): Promise<void> {
    await runSql(this.database, KEEP_FAILURE, { origin, dueInMs });
  }
}
