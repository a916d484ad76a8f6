import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { WebhookEvent, WebhookOffReason } from '@trackside/contracts';

/** An address that somebody wants to be told at. */
@Entity('webhooks')
export class WebhookEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** A user's, or the local user's. */
  @Index('webhooks_of_user')
  @Column('text', { name: 'user_id' })
  userId: string;

  @Column('text')
  url: string;

  @Column('text', { array: true })
  events: WebhookEvent[];

  /** Null: any track. */
  @ForeignKey('tracks', { name: 'webhooks_track_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'track_id', nullable: true })
  trackId: string | null;

  /** Null: anybody. */
  @Column('text', { name: 'driver_name', nullable: true })
  driverName: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Since when every attempt has failed. */
  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince: Date | null;

  @Column('timestamptz', { name: 'switched_off_at', nullable: true })
  switchedOffAt: Date | null;

  @Column('text', { name: 'switched_off_reason', nullable: true })
  switchedOffReason: WebhookOffReason | null;
}
