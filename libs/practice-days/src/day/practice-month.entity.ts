import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A month of a track's practice calendar that was read. */
@Entity('practice_months')
export class PracticeMonthEntity {
  @ForeignKey('tracks', { name: 'practice_months_track_id_fkey', onDelete: 'NO ACTION' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;

  /** Year × 100 + month. */
  @PrimaryColumn('integer')
  month: number;

  @Column('timestamptz', { name: 'fetched_at' })
  fetchedAt: Date;

  /** The last time because a caller asked for it. */
  @Column('timestamptz', { name: 'refreshed_at', nullable: true })
  refreshedAt: Date | null;

  /** The place among all readings of the one that is stored. */
  @Column('bigint', { default: 0 })
  reading: number;
}
