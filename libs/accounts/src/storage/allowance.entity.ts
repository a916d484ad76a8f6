import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much somebody has had of something within a stretch of time that has begun. */
@Entity('allowances')
export class AllowanceEntity {
  /** A user's id, or what else is counted by. */
  @PrimaryColumn('text')
  who: string;

  @PrimaryColumn('text')
  kind: string;

  @Column('integer')
  used: number;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;
}
