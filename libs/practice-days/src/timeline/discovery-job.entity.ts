import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A discovery in the background. The queue holds the work, not its story. */
@Entity('discovery_jobs')
@Index('discovery_jobs_open', ['trackId', 'startDate', 'endDate', 'refresh', 'skipCovered'], {
  unique: true,
  where: 'ended_at IS NULL',
})
@Index('discovery_jobs_ended', ['endedAt'])
export class DiscoveryJobEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('tracks', { name: 'discovery_jobs_track_id_fkey', onDelete: 'NO ACTION' })
  @Column('uuid', { name: 'track_id' })
  trackId: string;

  @Column('date', { name: 'start_date' })
  startDate: string;

  @Column('date', { name: 'end_date' })
  endDate: string;

  @Column('boolean')
  refresh: boolean;

  @Column('boolean', { name: 'skip_covered' })
  skipCovered: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Null while nobody works on it yet. */
  @Column('timestamptz', { name: 'begun_at', nullable: true })
  begunAt: Date | null;

  /** Null until its last month has ended. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('boolean')
  cancelled: boolean;

  /** The place of the record told last; grows with every record of its months. */
  @Column('integer')
  told: number;
}
