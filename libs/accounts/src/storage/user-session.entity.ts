import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** A browser that is signed in. better-auth writes the row. */
@Entity('user_sessions')
@Unique('user_sessions_token_key', ['token'])
export class UserSessionEntity {
  @PrimaryColumn('text')
  id: string;

  @ForeignKey(() => UserEntity, { name: 'user_sessions_user_id_fkey', onDelete: 'CASCADE' })
  @Index('user_sessions_of_user')
  @Column('text', { name: 'user_id' })
  userId: string;

  /** Worth nothing without the signature that stands beside it in the cookie. */
  @Column('text')
  token: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** Asked for by the library and never kept. */
  @Column('text', { name: 'ip_address', nullable: true })
  ipAddress: string | null;

  /** Asked for by the library and never kept. */
  @Column('text', { name: 'user_agent', nullable: true })
  userAgent: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
