import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many tracks are searched in an hour of the week. */
@Entity('search_hours')
export class SearchHourEntity {
  /** From monday, UTC: 0 to 167. */
  @PrimaryColumn('smallint', { name: 'hour_of_week' })
  hourOfWeek: number;

  /** As of `notedAt`; four weeks ago counts half. */
  @Column('double precision')
  weight: number;

  @Column('timestamptz', { name: 'noted_at' })
  notedAt: Date;
}
