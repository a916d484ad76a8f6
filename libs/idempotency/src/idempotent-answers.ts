import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EMPTY, from, merge, NEVER, of, race, switchMap, throwError, timer } from 'rxjs';
import { Clock, TTL_MS } from '@trackside/calendar';
import { Leases } from '@trackside/jobs';
import { KeyTakenError, StillAnsweringError } from './errors.js';
import { KeptAnswerStore } from './kept-answer-store.js';

/** A request that is to be done once, however often it is sent. */
export interface KeyedRequest {
  userId: string;
  /** Of the caller's choice. */
  key: string;
  /** The same for the same request alone. */
  fingerprint: Buffer;
}

/** What was answered: a status, and data as JSON. */
export interface Answer {
  status: number;
  data: string;
}

/** How long a twin waits for the first one's answer. */
const PATIENCE_MS = 30_000;

/** Answers requests with keys once, in whichever process, and says the same again for 24 hours. */
@Injectable()
export class IdempotentAnswers {
  /** Twins in this process wait here: a lease keeps out other processes alone. */
  private readonly turns = new Map<string, Promise<void>>();

  constructor(
    private readonly store: KeptAnswerStore,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /**
   * The answer that is kept; else that of `work`, which is kept if there is one. Meanwhile twins wait.
   *
   * @param work null: nothing is to be kept, and a twin does the work again
   * @throws KeyTakenError, StillAnsweringError, what `work` throws
   */
  async answer(
    request: KeyedRequest,
    work: () => Promise<Answer | null>,
  ): Promise<{ kept: Answer | null }> {
    const known = await this.find(request);
    if (known) return { kept: known };
    const endTurn = await this.takeTurn(request);
    try {
      const byTwin = await this.find(request);
      if (byTwin) return { kept: byTwin };
      const answer = await work();
      if (answer) await this.store.keep({ ...request, ...answer, answeredAt: this.clock.now() });
      return { kept: null };
    } finally {
      endTurn();
    }
  }

  /**
   * Changes what is kept of answers.
   *
   * @param change of an answer's data as JSON; the same where there is nothing to change
   */
  async rewrite(transaction: EntityManager, change: (data: string) => string): Promise<void> {
    await this.store.rewrite(transaction, change);
  }

  private async find({ userId, key, fingerprint }: KeyedRequest): Promise<Answer | null> {
    const since = new Date(this.clock.now().getTime() - TTL_MS.keptAnswer);
    const kept = await this.store.find(userId, key, since);
    if (kept && !kept.fingerprint.equals(fingerprint)) throw new KeyTakenError(key);
    return kept;
  }

  /** @returns ends it */
  private async takeTurn({ userId, key }: KeyedRequest): Promise<() => void> {
    const unit = `idempotency ${JSON.stringify([userId, key])}`;
    const before = this.turns.get(unit) ?? Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const turn = before.then(() => promise);
    this.turns.set(unit, turn);
    const end = (): void => {
      resolve();
      if (this.turns.get(unit) === turn) this.turns.delete(unit);
    };
    try {
      const release = await this.within(key, before, unit);
      return () => {
        release();
        end();
      };
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Waits for twins here, then for those in other processes. */
  private within(key: string, before: Promise<void>, unit: string): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const lease = this.leases.during(unit, {
        work: () => merge(of(true), NEVER),
        meanwhile: () => EMPTY,
        isUrgent: () => true,
      });
      const tooLong = timer(PATIENCE_MS).pipe(
        switchMap(() => throwError(() => new StillAnsweringError(key))),
      );
      const held = race(from(before).pipe(switchMap(() => lease)), tooLong).subscribe({
        next: () => resolve(() => held.unsubscribe()),
        error: reject,
      });
    });
  }
}
