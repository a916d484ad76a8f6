import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was answered to a request that bore a key. */
@Entity('idempotency_keys')
export class KeptAnswerEntity {
  @PrimaryColumn('text', { name: 'user_id' })
  userId: string;

  @PrimaryColumn('text')
  key: string;

  /** SHA-256 of the request. */
  @Column('bytea')
  fingerprint: Buffer;

  @Column('integer')
  status: number;

  /** The answer's data as JSON. */
  @Column('text')
  data: string;

  @Index('idempotency_keys_answered_at')
  @Column('timestamptz', { name: 'answered_at' })
  answeredAt: Date;
}
