import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { WebhookEvent } from '@trackside/contracts';

/** Something happened that a webhook may want to be told. Triggers write it, with what happened. */
@Entity('webhook_news')
export class WebhookNewsEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('text')
  event: WebhookEvent;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;
}
