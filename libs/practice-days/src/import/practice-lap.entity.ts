import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PracticeSessionEntity } from '../day/practice-session.entity.js';

/** A lap of a session, as the session's own page says. */
@Entity('practice_laps')
export class PracticeLapEntity {
  @ForeignKey(() => PracticeSessionEntity, {
    name: 'practice_laps_session_id_fkey',
    onDelete: 'CASCADE',
  })
  @PrimaryColumn('uuid', { name: 'session_id' })
  sessionId: string;

  @PrimaryColumn('integer', { name: 'lap_number' })
  lapNumber: number;

  @Column('double precision', { name: 'lap_time_seconds' })
  lapTimeSeconds: number;

  /** Track-local, without a zone. */
  @Column('timestamp', { name: 'crossed_at', nullable: true })
  crossedAt: Date | null;

  @Column('boolean', { name: 'is_valid' })
  isValid: boolean;
}
