import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a track's dashboard said just before a month's calendar was read. */
@Entity('month_dashboards')
export class MonthDashboardEntity {
  @ForeignKey('tracks', { name: 'month_dashboards_track_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;

  /** Year × 100 + month. */
  @PrimaryColumn('integer')
  month: number;

  @Column('timestamptz', { name: 'read_at' })
  readAt: Date;

  /** Of the track's lifetime, as printed. */
  @Column('bigint', { name: 'practice_sessions' })
  practiceSessions: number;

  @Column('bigint')
  laps: number;

  /** Sessions that the calendar after it listed; null until that was read. */
  @Column('bigint', { name: 'listed_sessions', nullable: true })
  listedSessions: number | null;

  /** Once its figures stood still while the calendar gained sessions. */
  @Column('boolean')
  lags: boolean;
}
