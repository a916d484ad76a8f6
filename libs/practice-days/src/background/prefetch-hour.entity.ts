import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What reading ahead has cost in one hour, all processes together. */
@Entity('prefetch_hours')
export class PrefetchHourEntity {
  /** Its beginning. */
  @PrimaryColumn('timestamptz')
  hour: Date;

  @Column('integer')
  requests: number;

  /** LiveRC has said 429: nothing more that day. */
  @Column('boolean', { default: false })
  stopped: boolean;
}
