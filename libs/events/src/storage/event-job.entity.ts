import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ErrorCode, JobState } from '@trackside/contracts';
import { EventEntity } from './event.entity.js';

/** An import of an event. The queue holds the work, not its story. */
@Entity('event_jobs')
@Index('event_jobs_open', ['eventId'], { unique: true, where: 'ended_at IS NULL' })
@Index('event_jobs_of_event', ['eventId', 'createdAt'])
@Index('event_jobs_ended', ['endedAt'])
export class EventJobEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => EventEntity, { name: 'event_jobs_event_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('text')
  state: JobState;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode: ErrorCode | null;

  @Column('text', { name: 'error_message', nullable: true })
  errorMessage: string | null;
}
