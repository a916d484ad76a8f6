import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A race event, as its track's events list last told it. */
@Entity('events')
@Unique('events_track_id_source_event_id_key', ['trackId', 'sourceEventId'])
@Index('events_of_track', ['trackId', 'startDate'])
export class EventEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('tracks', { name: 'events_track_id_fkey', onDelete: 'NO ACTION' })
  @Column('uuid', { name: 'track_id' })
  trackId: string;

  @Column('text', { name: 'source_event_id' })
  sourceEventId: string;

  @Column('text')
  name: string;

  /** `YYYY-MM-DD`; null when LiveRC gives no date that can be. */
  @Column('date', { name: 'start_date', nullable: true })
  startDate: string | null;

  @Column('date', { name: 'end_date', nullable: true })
  endDate: string | null;

  @Column('bigint', { nullable: true })
  entries: number | null;

  @Column('bigint', { nullable: true })
  drivers: number | null;

  /** Its place in the list. */
  @Column('integer')
  position: number;

  /** Null until somebody imports it. */
  @Column('timestamptz', { name: 'imported_at', nullable: true })
  importedAt: Date | null;
}
