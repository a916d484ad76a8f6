import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A month that somebody has searched in vain. */
@Entity('unfinished_months')
@Index('unfinished_months_due', ['dueAt'])
export class UnfinishedMonthEntity {
  @ForeignKey('tracks', { name: 'unfinished_months_track_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;

  /** Year × 100 + month. */
  @PrimaryColumn('integer')
  month: number;

  /** The days that were searched, both inclusive. */
  @Column('date', { name: 'from_date' })
  from: string;

  @Column('date', { name: 'until_date' })
  until: string;

  /** When somebody last searched it in vain. */
  @Column('timestamptz', { name: 'searched_at' })
  searchedAt: Date;

  /** Readings since then that did not complete it. */
  @Column('integer')
  tries: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;
}
