import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { WebhookEvent, WebhookOffReason } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import { MOST_FAILING_MS, nextAttemptAfter } from './pauses.js';

/** What an attempt needs to know. */
export interface BegunDelivery {
  id: string;
  webhookId: string;
  url: string;
  driverName: string | null;
  event: WebhookEvent;
  subjectId: string;
  createdAt: Date;
  /** With this one. */
  attempts: number;
  /** Nothing is sent to the webhook any more, but what somebody sends again. */
  isOff: boolean;
}

/** How an attempt ended. */
export interface Outcome {
  /** Null without an answer. */
  status: number | null;
  /** Null when it was delivered. */
  error: string | null;
  /** That nothing helps: what it is about is gone, or the receiver is. */
  isFinal: boolean;
}

/** An attempt that has begun and not ended by then was cut off with its process. */
const CUT_OFF_MS = 60_000;

const DUE = `
  SELECT id FROM webhook_deliveries WHERE state = 'pending' AND next_attempt_at <= :now
  ORDER BY next_attempt_at LIMIT 1000`;

/**
 * Of two workers one begins. The next attempt is set before this one is made, so that one which dies
 * with its process is followed by another.
 */
const BEGIN = `
  UPDATE webhook_deliveries v SET attempts = v.attempts + 1, last_attempt_at = :now,
    next_attempt_at = :cutOffAt
  FROM webhooks w
  WHERE v.id = :id AND w.id = v.webhook_id AND v.state = 'pending' AND v.next_attempt_at <= :now
  RETURNING v.id, v.webhook_id AS "webhookId", w.url, w.driver_name AS "driverName", v.event,
    v.subject_id AS "subjectId", v.created_at AS "createdAt", v.attempts,
    w.switched_off_at IS NOT NULL AS "isOff"`;

const END = `
  WITH ended AS (
    UPDATE webhook_deliveries SET state = :state, next_attempt_at = :next,
      response_status = :status, error = :error
    WHERE id = :id AND attempts = :attempts AND state = 'pending' RETURNING webhook_id)
  UPDATE webhooks SET failing_since = CASE WHEN :error::text IS NULL THEN NULL
      ELSE coalesce(failing_since, :now) END,
    switched_off_at = CASE WHEN :error::text IS NULL THEN NULL ELSE switched_off_at END,
    switched_off_reason = CASE WHEN :error::text IS NULL THEN NULL ELSE switched_off_reason END
  FROM ended WHERE id = ended.webhook_id
  RETURNING failing_since AS "failingSince"`;

/** Others wait with the one that failed: who does not answer is asked once at a time. */
const WAIT = `
  UPDATE webhook_deliveries SET next_attempt_at = :next
  WHERE webhook_id = :webhookId AND state = 'pending' AND next_attempt_at < :next`;

const SWITCH_OFF = `
  WITH off AS (
    UPDATE webhooks SET switched_off_at = :now, switched_off_reason = :reason
    WHERE id = :webhookId AND switched_off_at IS NULL)
  UPDATE webhook_deliveries SET state = 'failed', next_attempt_at = NULL,
    error = 'the webhook was switched off'
  WHERE webhook_id = :webhookId AND state = 'pending'`;

const GIVE_UP = `
  UPDATE webhook_deliveries SET state = 'failed', next_attempt_at = NULL, error = :error
  WHERE id = :id AND attempts = :attempts`;

const FORGET = `
  DELETE FROM webhook_deliveries WHERE id IN (
    SELECT id FROM webhook_deliveries WHERE created_at < :before LIMIT 1000)`;

/** Attempts of deliveries; each call is one statement or two. */
@Injectable()
export class DeliveryStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Ids of those whose next attempt is due, longest due first. */
  async findDue(now: Date): Promise<string[]> {
    const rows = await runSql<{ id: string }[]>(this.database, DUE, { now });
    return rows.map(({ id }) => id);
  }

  /** @returns null when it is not due: somebody else has begun, it is done, or it is gone */
  async begin(id: string, now: Date): Promise<BegunDelivery | null> {
    const cutOffAt = new Date(now.getTime() + CUT_OFF_MS);
    const [rows] = await runSql<[BegunDelivery[], number]>(this.database, BEGIN, {
      ...{ id, now, cutOffAt },
    });
    return rows[0] ?? null;
  }

  /** Notes how an attempt ended, and what follows from it for its webhook. */
  async end(delivery: BegunDelivery, outcome: Outcome, now: Date): Promise<void> {
    const { id, attempts, webhookId, isOff } = delivery;
    const { status, error, isFinal } = outcome;
    const isLast = error === null || isFinal || isOff;
    const next = isLast ? null : nextAttemptAfter(attempts, now);
    const state = error === null ? 'delivered' : next ? 'pending' : 'failed';
    const parameters = { id, attempts, state, next, status, error, now };
    const [rows] = await runSql<[{ failingSince: Date | null }[], number]>(
      this.database,
      END,
      parameters,
    );
    const failingSince = rows[0]?.failingSince;
    if (!failingSince) return;
    if (status === 410) await this.switchOff(webhookId, 'gone', now);
    else if (now.getTime() - failingSince.getTime() > MOST_FAILING_MS) {
      await this.switchOff(webhookId, 'failing', now);
    } else if (next) await runSql(this.database, WAIT, { webhookId, next });
  }

  /** What it was about is not there any more; that is no fault of the receiver's. */
  async giveUp({ id, attempts }: BegunDelivery, error: string): Promise<void> {
    await runSql(this.database, GIVE_UP, { id, attempts, error });
  }

  /** Deletes a thousand at a time, so that nobody has to wait for it. */
  async forget(before: Date): Promise<void> {
    let deleted: number;
    do {
      [, deleted] = await runSql<[unknown[], number]>(this.database, FORGET, { before });
    } while (deleted > 0);
  }

  private async switchOff(webhookId: string, reason: WebhookOffReason, now: Date): Promise<void> {
    await runSql(this.database, SWITCH_OFF, { webhookId, reason, now });
  }
}
