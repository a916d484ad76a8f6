import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ErrorCode } from '@trackside/contracts';
import { EventEntity } from './event.entity.js';

/** What an event's own page said when it was read last. */
@Entity('event_readings')
export class EventReadingEntity {
  @ForeignKey(() => EventEntity, { name: 'event_readings_event_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'event_id' })
  eventId: string;

  @Column('timestamptz', { name: 'fetched_at' })
  fetchedAt: Date;

  /** As LiveRC prints it, like the counts. */
  @Column('text')
  name: string;

  @Column('integer', { name: 'entry_count', nullable: true })
  entryCount: number | null;

  @Column('integer', { name: 'driver_count', nullable: true })
  driverCount: number | null;

  @Column('integer', { name: 'race_lap_count', nullable: true })
  raceLapCount: number | null;

  /** Why not all of its rows could be read. */
  @Column('text', { name: 'error_code', nullable: true })
  errorCode: ErrorCode | null;

  @Column('text', { name: 'error_message', nullable: true })
  errorMessage: string | null;

  /** When the page counted other laps than before, and no race was new or listed otherwise. */
  @Column('timestamptz', { name: 'recounted_at', nullable: true })
  recountedAt: Date | null;
}
