import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { ChangedValue } from '@trackside/contracts';

/** A value that a page of LiveRC showed, and what it shows in its place. */
@Entity('page_changes')
@Index('page_changes_of_owner', ['ownerId', 'id'])
export class PageChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  /** The event or practice day. */
  @Column('uuid', { name: 'owner_id' })
  ownerId: string;

  /** When the page was asked for that shows the new value. */
  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;

  /** When the page was asked for that showed the old one last. */
  @Column('timestamptz', { name: 'old_read_at' })
  oldReadAt: Date;

  @Column('text')
  kind: string;

  @Column('text', { name: 'source_id' })
  sourceId: string;

  @Column('text', { name: 'sorted_by' })
  sortedBy: string;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { name: 'row_label', nullable: true })
  rowLabel: string | null;

  @Column('text', { name: 'driver_name', nullable: true })
  driverName: string | null;

  @Column('text')
  field: string;

  @Column('jsonb', { nullable: true })
  old: ChangedValue;

  @Column('jsonb', { nullable: true })
  new: ChangedValue;
}
