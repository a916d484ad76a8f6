import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A unit that some process works on. */
@Entity('leases')
export class LeaseEntity {
  /** What is worked on: its kind, and which one. */
  @PrimaryColumn('text')
  unit: string;

  /** This one piece of work. */
  @Column('uuid')
  holder: string;

  @Column('uuid')
  process: string;

  /** The process's connection for messages, as PostgreSQL numbers it; null where it has none. */
  @Column('integer', { nullable: true })
  backend: number | null;

  /** A person waits for the work; one that nobody waits for makes way for it. */
  @Column('boolean')
  urgent: boolean;

  /** When the work counts as given up, unless it is heard of before. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
