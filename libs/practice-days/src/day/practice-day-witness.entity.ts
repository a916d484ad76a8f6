import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PracticeDayEntity } from './practice-day.entity.js';

/** A reading of a day page that says less than is known. */
@Entity('practice_day_witnesses')
export class PracticeDayWitnessEntity {
  @ForeignKey(() => PracticeDayEntity, {
    name: 'practice_day_witnesses_day_id_fkey',
    onDelete: 'CASCADE',
  })
  @PrimaryColumn('uuid', { name: 'day_id' })
  dayId: string;

  @PrimaryColumn('text')
  fingerprint: string;

  @Column('timestamptz', { name: 'first_read_at' })
  firstReadAt: Date;

  /** When rows, printed totals and a calendar asked anew first agreed. */
  @Column('timestamptz', { name: 'first_consistent_at', nullable: true })
  firstConsistentAt: Date | null;

  @Column('uuid', { name: 'session_ids', array: true })
  sessionIds: string[];
}
