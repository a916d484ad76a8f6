import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Scope } from '@trackside/contracts';
import { UserEntity } from './user.entity.js';

/** A program's key. The secret itself is nowhere. */
@Entity('api_keys')
@Unique('api_keys_prefix_key', ['prefix'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => UserEntity, { name: 'api_keys_user_id_fkey', onDelete: 'CASCADE' })
  @Index('api_keys_of_user')
  @Column('text', { name: 'user_id' })
  userId: string;

  @Column('text')
  name: string;

  /** How the secret begins: tells keys apart, and finds the row. */
  @Column('text')
  prefix: string;

  /** SHA-256 of the whole secret, which is random: nothing can be guessed from it. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash: Buffer;

  @Column('text', { array: true })
  scopes: Scope[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** To the minute. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;
}
