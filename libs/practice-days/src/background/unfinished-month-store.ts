import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, LessThan, MoreThan, Repository } from 'typeorm';
import type { MonthKey, MonthWindow } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import { UnfinishedMonthEntity } from './unfinished-month.entity.js';

/** A month that somebody has searched in vain, and how its completion stands. */
export interface UnfinishedMonth {
  trackId: string;
  month: MonthKey;
  /** The days that were searched. */
  from: string;
  until: string;
  searchedAt: Date;
  /** Readings since then that did not complete it. */
  tries: number;
  dueAt: Date;
}

const NOTE = `
  INSERT INTO unfinished_months
    (track_id, month, from_date, until_date, searched_at, tries, due_at)
  VALUES (:trackId, :month, :from, :until, :searchedAt, 0, :dueAt)
  ON CONFLICT (track_id, month) DO UPDATE SET
    from_date = least(unfinished_months.from_date, excluded.from_date),
    until_date = greatest(unfinished_months.until_date, excluded.until_date),
    searched_at = excluded.searched_at, tries = 0, due_at = excluded.due_at`;

/** Months that are to be completed without anybody waiting; each call is one statement. */
@Injectable()
export class UnfinishedMonthStore {
  constructor(
    @InjectRepository(UnfinishedMonthEntity)
    private readonly months: Repository<UnfinishedMonthEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Somebody has searched the month in vain: its tries begin anew, for all days ever searched. */
  async note(
    trackId: string,
    month: MonthKey,
    { from, until }: MonthWindow,
    { searchedAt, dueAt }: { searchedAt: Date; dueAt: Date },
  ): Promise<void> {
    const parameters = { trackId, month, from, until, searchedAt, dueAt };
    await runSql(this.database, NOTE, parameters);
  }

  /**
   * Months that are due at `now`, or later than `credible`, as a clock that ran ahead has told; those
   * due longest first.
   */
  async findDue(now: Date, credible: Date, most: number): Promise<UnfinishedMonth[]> {
    return this.months.find({
      where: [{ dueAt: LessThan(now) }, { dueAt: MoreThan(credible) }],
      order: { dueAt: 'ASC' },
      take: most,
    });
  }

  async find(trackId: string, month: MonthKey): Promise<UnfinishedMonth | null> {
    return this.months.findOneBy({ trackId, month });
  }

  /** Another reading did not complete it; nothing where somebody has searched it in vain since. */
  async postpone(unfinished: UnfinishedMonth, dueAt: Date): Promise<void> {
    const tries = unfinished.tries + 1;
    await this.months.update(asFound(unfinished), { tries, dueAt });
  }

  /** Nothing is to be done for it any more, unless somebody has searched it in vain since. */
  async forget(unfinished: UnfinishedMonth): Promise<void> {
    await this.months.delete(asFound(unfinished));
  }
}

function asFound({ trackId, month, tries, searchedAt }: UnfinishedMonth) {
  return { trackId, month, tries, searchedAt };
}
