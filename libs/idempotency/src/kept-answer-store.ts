import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, type EntityManager, MoreThan, type Repository } from 'typeorm';
import { runSql } from '@trackside/database';
import { KeptAnswerEntity } from './kept-answer.entity.js';

/** What is kept of an answer. */
export type KeptAnswer = Pick<
  KeptAnswerEntity,
  'userId' | 'key' | 'fingerprint' | 'status' | 'data' | 'answeredAt'
>;

const FORGET = `
  DELETE FROM idempotency_keys WHERE (user_id, key) IN (
    SELECT user_id, key FROM idempotency_keys WHERE answered_at < :before LIMIT 1000)`;

/** Answers in PostgreSQL, the same for every process. */
@Injectable()
export class KeptAnswerStore {
  constructor(
    @InjectRepository(KeptAnswerEntity) private readonly answers: Repository<KeptAnswerEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  find(userId: string, key: string, since: Date): Promise<KeptAnswer | null> {
    return this.answers.findOneBy({ userId, key, answeredAt: MoreThan(since) });
  }

  /** One that was kept under the key before, and is too old to count, makes way. */
  async keep(answer: KeptAnswer): Promise<void> {
    await this.answers.upsert(answer, ['userId', 'key']);
  }

  /** Says something else to who asks again; one after the other, so that few are in memory. */
  async rewrite(transaction: EntityManager, change: (data: string) => string): Promise<void> {
    const answers = transaction.getRepository(KeptAnswerEntity);
    for (const { userId, key } of await answers.find({ select: { userId: true, key: true } })) {
      const kept = await answers.findOneBy({ userId, key });
      const data = kept && change(kept.data);
      if (kept && data !== null && data !== kept.data)
        await answers.update({ userId, key }, { data });
    }
  }

  /** Deletes a thousand at a time, so that nobody has to wait for it. */
  async forget(before: Date): Promise<void> {
    let deleted: number;
    do {
      [, deleted] = await runSql<[unknown[], number]>(this.database, FORGET, { before });
    } while (deleted > 0);
  }
}
