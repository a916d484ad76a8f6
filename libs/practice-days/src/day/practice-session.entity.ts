import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PracticeDayEntity } from './practice-day.entity.js';

/** A session: what its day page says beside what its own page says. */
@Entity('practice_sessions')
@Index('practice_sessions_of_day', ['dayId', 'position'])
@Index('practice_sessions_of_driver', ['driverKey', 'dayId'])
@Index('practice_sessions_of_transponder', ['transponder', 'dayId'], {
  where: 'transponder IS NOT NULL',
})
@Index('practice_sessions_failed', ['lapsFailedAt'], { where: 'laps_error_code IS NOT NULL' })
export class PracticeSessionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => PracticeDayEntity, {
    name: 'practice_sessions_day_id_fkey',
    onDelete: 'CASCADE',
  })
  @Column('uuid', { name: 'day_id' })
  dayId: string;

  /** Its place on the day page. */
  @Column('integer')
  position: number;

  @Column('text', { name: 'source_session_id' })
  sourceSessionId: string;

  @Column('text', { name: 'driver_name' })
  driverName: string;

  /** The name is hidden: a number of the day stands in its place, and there is no transponder. */
  @Column('boolean', { name: 'driver_hidden', default: false })
  driverHidden: boolean;

  @Column('text', { name: 'class_name', nullable: true })
  className: string | null;

  @Column('text', { nullable: true })
  transponder: string | null;

  /** Track-local, without a zone: a Date would put it into this machine's zone. */
  @Column('timestamp', { name: 'started_at' })
  startedAt: Date;

  @Column('bigint', { name: 'duration_seconds', nullable: true })
  durationSeconds: number | null;

  @Column('bigint', { name: 'lap_count', nullable: true })
  lapCount: number | null;

  @Column('double precision', { name: 'fastest_lap_seconds', nullable: true })
  fastestLapSeconds: number | null;

  @Column('double precision', { name: 'average_lap_seconds', nullable: true })
  averageLapSeconds: number | null;

  /** A trigger makes it of the name; of one that is hidden, what nobody can ask for. */
  @Column('text', { name: 'driver_key' })
  driverKey: string;

  /** Track-local, without a zone. */
  @Column('timestamp', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('double precision', { name: 'valid_fastest_lap_seconds', nullable: true })
  validFastestLapSeconds: number | null;

  @Column('double precision', { name: 'valid_average_lap_seconds', nullable: true })
  validAverageLapSeconds: number | null;

  @Column('double precision', { name: 'top_3_consecutive_seconds', nullable: true })
  top3ConsecutiveSeconds: number | null;

  @Column('double precision', { name: 'average_top_5_seconds', nullable: true })
  averageTop5Seconds: number | null;

  @Column('double precision', { name: 'average_top_10_seconds', nullable: true })
  averageTop10Seconds: number | null;

  @Column('double precision', { name: 'average_top_15_seconds', nullable: true })
  averageTop15Seconds: number | null;

  @Column('double precision', { name: 'standard_deviation_seconds', nullable: true })
  standardDeviationSeconds: number | null;

  @Column('double precision', { name: 'consistency_percent', nullable: true })
  consistencyPercent: number | null;

  @Column('double precision', { name: 'valid_lap_min_seconds', nullable: true })
  validLapMinSeconds: number | null;

  @Column('double precision', { name: 'valid_lap_max_seconds', nullable: true })
  validLapMaxSeconds: number | null;

  @Column('integer', { name: 'invalid_lap_count', nullable: true })
  invalidLapCount: number | null;

  @Column('integer', { name: 'valid_lap_count', nullable: true })
  validLapCount: number | null;

  /** When the session page was read; null until then. */
  @Column('timestamptz', { name: 'laps_read_at', nullable: true })
  lapsReadAt: Date | null;

  /** The day page has told something else since its own page was read. */
  @Column('boolean', { name: 'laps_outdated', default: false })
  lapsOutdated: boolean;

  /** Why the last attempt to read the session page failed; null when it did not. */
  @Column('text', { name: 'laps_error_code', nullable: true })
  lapsErrorCode: string | null;

  @Column('text', { name: 'laps_error_message', nullable: true })
  lapsErrorMessage: string | null;

  @Column('timestamptz', { name: 'laps_failed_at', nullable: true })
  lapsFailedAt: Date | null;

  /** Attempts that failed since the laps were last read. */
  @Column('integer', { name: 'laps_failures', default: 0 })
  lapsFailures: number;

  /** Two readings agree that LiveRC shows it no more; it is in no answer. */
  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;

  /** Two days list it, and its own page names this one. */
  @Column('boolean', { name: 'day_confirmed', default: false })
  dayConfirmed: boolean;

  /** What its own page showed when it showed fewer laps than are known. */
  @Column('text', { name: 'laps_witness', nullable: true })
  lapsWitness: string | null;
}
