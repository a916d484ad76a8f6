import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ErrorCode, JobState } from '@trackside/contracts';
import { ImportJobEntity } from './import-job.entity.js';

/** A day of an import job, and how far it is. */
@Entity('import_job_days')
@Index('import_job_days_of_day', ['dayId'])
@Index('import_job_days_ended', ['endedAt'])
export class ImportJobDayEntity {
  @ForeignKey(() => ImportJobEntity, { name: 'import_job_days_job_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'job_id' })
  jobId: string;

  /** The day may be unknown yet. */
  @PrimaryColumn('uuid', { name: 'day_id' })
  dayId: string;

  @Column('date')
  date: string;

  @Column('text')
  state: JobState;

  /** Its sessions are stored, laps follow. */
  @Column('boolean', { name: 'day_page_read' })
  dayPageRead: boolean;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode: ErrorCode | null;

  @Column('text', { name: 'error_message', nullable: true })
  errorMessage: string | null;
}
