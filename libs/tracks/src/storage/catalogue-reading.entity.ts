import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The last reading of the catalogue: one row at most. */
@Entity('catalogue_readings')
@Check('catalogue_readings_id_check', 'id')
export class CatalogueReadingEntity {
  /** Always true, so that there is no second row. */
  @PrimaryColumn('boolean', { default: true })
  id: boolean;

  @Column('timestamptz', { name: 'fetched_at' })
  fetchedAt: Date;

  @Column('integer')
  listed: number;

  @Column('integer', { name: 'unreadable_rows' })
  unreadableRows: number;
}
