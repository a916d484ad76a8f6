import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ErrorCode, RaceSection } from '@trackside/contracts';
import { EventEntity } from './event.entity.js';

/** A race, as the event's page lists it and its own page tells it. */
@Entity('races')
@Index('races_of_event', ['eventId', 'position'])
export class RaceEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => EventEntity, { name: 'races_event_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('text', { name: 'source_race_id' })
  sourceRaceId: string;

  /** In the order of the programme, first run first. */
  @Column('integer')
  position: number;

  @Column('text')
  section: RaceSection;

  @Column('text', { name: 'section_title' })
  sectionTitle: string;

  @Column('integer', { nullable: true })
  round: number | null;

  @Column('integer', { name: 'race_number', nullable: true })
  raceNumber: number | null;

  @Column('text')
  label: string;

  @Column('text', { name: 'class_name', nullable: true })
  className: string | null;

  /** Track-local, without a zone. */
  @Column('timestamp', { name: 'completed_at', nullable: true })
  completedAt: Date | null;

  /** Its row on the event's page, as it is now. */
  @Column('bytea', { name: 'listed_as' })
  listedAs: Buffer;

  /** That row when the race's own page was read. */
  @Column('bytea', { name: 'read_as', nullable: true })
  readAs: Buffer | null;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt: Date | null;

  @Column('double precision', { name: 'length_seconds', nullable: true })
  lengthSeconds: number | null;

  @Column('boolean', { name: 'first_lap_counts', nullable: true })
  firstLapCounts: boolean | null;

  @Column('integer', { name: 'checked_figures', nullable: true })
  checkedFigures: number | null;

  @Column('jsonb', { nullable: true })
  mismatches: unknown;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode: ErrorCode | null;

  @Column('text', { name: 'error_message', nullable: true })
  errorMessage: string | null;

  /** When a reading of the event's page first lacked it. */
  @Column('timestamptz', { name: 'missing_since', nullable: true })
  missingSince: Date | null;
}
