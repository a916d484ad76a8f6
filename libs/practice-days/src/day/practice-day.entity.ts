import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A practice day of a track: what the calendar and its own page say, and what contradicts them. */
@Entity('practice_days')
@Unique('practice_days_track_id_date_key', ['trackId', 'date'])
@Index('practice_days_of_month', ['trackId', 'month'])
@Index('practice_days_with_removals', ['sessionsRemovedAt'], {
  where: 'sessions_removed_at IS NOT NULL',
})
@Index('practice_days_removed', ['removedAt'], { where: 'removed_at IS NOT NULL' })
@Index('practice_days_wanting_laps', ['id'], { where: 'laps_wanted' })
export class PracticeDayEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('tracks', { name: 'practice_days_track_id_fkey', onDelete: 'NO ACTION' })
  @Column('uuid', { name: 'track_id' })
  trackId: string;

  /** Year × 100 + month. */
  @Column('integer')
  month: number;

  /** Track-local `YYYY-MM-DD`. */
  @Column('date')
  date: string;

  /** As the calendar counts them. */
  @Column('bigint', { name: 'listed_session_count' })
  listedSessionCount: number;

  @Column('boolean', { name: 'needs_reading' })
  needsReading: boolean;

  /** This and the figures that follow are null until the day page was read. */
  @Column('bigint', { name: 'session_count', nullable: true })
  sessionCount: number | null;

  @Column('bigint', { name: 'total_laps', nullable: true })
  totalLaps: number | null;

  @Column('bigint', { name: 'total_track_time_seconds', nullable: true })
  totalTrackTimeSeconds: number | null;

  @Column('bigint', { name: 'unique_drivers', nullable: true })
  uniqueDrivers: number | null;

  @Column('bigint', { name: 'unique_classes', nullable: true })
  uniqueClasses: number | null;

  @Column('text', { name: 'time_range_start', nullable: true })
  timeRangeStart: string | null;

  @Column('text', { name: 'time_range_end', nullable: true })
  timeRangeEnd: string | null;

  @Column('boolean', { nullable: true })
  verified: boolean | null;

  @Column('timestamptz', { name: 'summarised_at', nullable: true })
  summarisedAt: Date | null;

  @Column('timestamptz', { name: 'imported_at', nullable: true })
  importedAt: Date | null;

  /** The place among all readings of the one that is stored. */
  @Column('bigint', { default: 0 })
  reading: number;

  /** Whether the calendar read last lists the day. */
  @Column('boolean', { name: 'in_calendar', default: true })
  inCalendar: boolean;

  /** A reading contradicts what is known: since when, when last, how many readings, and how. */
  @Column('timestamptz', { name: 'doubted_since', nullable: true })
  doubtedSince: Date | null;

  @Column('timestamptz', { name: 'doubted_at', nullable: true })
  doubtedAt: Date | null;

  @Column('integer', { name: 'doubtful_readings', default: 0 })
  doubtfulReadings: number;

  @Column('text', { nullable: true })
  doubt: string | null;

  /** The contradiction that two readings agree on, and what the calendar counted then. */
  @Column('text', { name: 'settled_fingerprint', nullable: true })
  settledFingerprint: string | null;

  @Column('bigint', { name: 'settled_listed_count', nullable: true })
  settledListedCount: number | null;

  /** Sessions that the day page lists and that belong to other days. */
  @Column('integer', { name: 'foreign_session_count', default: 0 })
  foreignSessionCount: number;

  /** Two readings agree that LiveRC shows the day no more. */
  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;

  /** The first of its sessions of which that is true; null where there is none. */
  @Column('timestamptz', { name: 'sessions_removed_at', nullable: true })
  sessionsRemovedAt: Date | null;

  /** A page of the imported day was stored, and nobody has looked since which laps are missing. */
  @Column('boolean', { name: 'laps_wanted', default: false })
  lapsWanted: boolean;
}
