import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ErrorCode } from '@trackside/contracts';

/** What somebody asked to import. The queue holds the work, not its story. */
@Entity('import_jobs')
@Index('import_jobs_of_track', ['trackId', 'createdAt'])
export class ImportJobEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('tracks', { name: 'import_jobs_track_id_fkey', onDelete: 'NO ACTION' })
  @Column('uuid', { name: 'track_id' })
  trackId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Where the days of the job are to be found out; null when they were given. */
  @Column('date', { name: 'start_date', nullable: true })
  startDate: string | null;

  @Column('date', { name: 'end_date', nullable: true })
  endDate: string | null;

  /** Null while the days of the job are still being listed. */
  @Column('timestamptz', { name: 'listed_at', nullable: true })
  listedAt: Date | null;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt: Date | null;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode: ErrorCode | null;

  @Column('text', { name: 'error_message', nullable: true })
  errorMessage: string | null;
}
