import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether pages of a kind still have the shape that the parsers know, by the newest check. */
@Entity('page_shapes')
export class PageShapeEntity {
  /** `calendar` or `day`. */
  @PrimaryColumn('text')
  page: string;

  @Column('timestamptz', { name: 'checked_at' })
  checkedAt: Date;

  /** Null while it is as it was. */
  @Column('timestamptz', { name: 'drifted_since', nullable: true })
  driftedSince: Date | null;

  /** Of the newest check that went wrong. */
  @Column('text', { nullable: true })
  slug: string | null;

  @Column('text', { nullable: true })
  message: string | null;
}
