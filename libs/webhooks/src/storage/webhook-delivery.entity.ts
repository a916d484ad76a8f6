import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { WebhookDeliveryState, WebhookEvent } from '@trackside/contracts';
import { WebhookEntity } from './webhook.entity.js';

/** A message to a webhook. What it says is read when it is sent. */
@Entity('webhook_deliveries')
@Unique('webhook_deliveries_subject_key', ['webhookId', 'event', 'subjectId'])
@Index('webhook_deliveries_of_webhook', ['webhookId', 'createdAt', 'id'])
@Index('webhook_deliveries_due', ['nextAttemptAt'], { where: "state = 'pending'" })
@Index('webhook_deliveries_created_at', ['createdAt'])
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => WebhookEntity, {
    name: 'webhook_deliveries_webhook_id_fkey',
    onDelete: 'CASCADE',
  })
  @Column('uuid', { name: 'webhook_id' })
  webhookId: string;

  @Column('text')
  event: WebhookEvent;

  /** A practice day, a session or a job. */
  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('text')
  state: WebhookDeliveryState;

  /** Also one that has begun and not ended. */
  @Column('integer')
  attempts: number;

  @Column('timestamptz', { name: 'last_attempt_at', nullable: true })
  lastAttemptAt: Date | null;

  /** Of a pending one: when it is due. */
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column('integer', { name: 'response_status', nullable: true })
  responseStatus: number | null;

  @Column('text', { nullable: true })
  error: string | null;
}
