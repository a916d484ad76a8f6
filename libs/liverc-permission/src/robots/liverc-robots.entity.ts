import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an origin's robots.txt said, and when it may be asked again. */
@Entity('liverc_robots')
export class LivercRobotsEntity {
  @PrimaryColumn('text')
  origin: string;

  /** Null where there is none, or none was read yet. */
  @Column('text', { nullable: true })
  text: string | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  /** Questions in a row that were not answered. */
  @Column('integer', { default: 0 })
  failures: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  /** While this is to come, a process asks. */
  @Column('timestamptz', { name: 'asked_until', nullable: true })
  askedUntil: Date | null;
}
