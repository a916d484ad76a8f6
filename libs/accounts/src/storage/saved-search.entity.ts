import type { SearchPeriod } from '@trackside/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A search that a user, or the local user, wants to make again. */
@Entity('saved_searches')
export class SavedSearchEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Index('saved_searches_of_user')
  @Column('text', { name: 'user_id' })
  userId: string;

  @Column('text')
  name: string;

  @ForeignKey('tracks', { name: 'saved_searches_track_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'track_id' })
  trackId: string;

  /** With its end, both inclusive; null: whatever range a search has that names none. */
  @Column('date', { name: 'start_date', nullable: true })
  startDate: string | null;

  @Column('date', { name: 'end_date', nullable: true })
  endDate: string | null;

  /** A range that moves with the calendar, in place of dates. */
  @Column('text', { nullable: true })
  period: SearchPeriod | null;

  @Column('text', { name: 'driver_name', nullable: true })
  driverName: string | null;

  @Column('text', { name: 'class_name', nullable: true })
  className: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
