import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** A way in which a user signs in: a password, or an OpenID Connect provider. better-auth's row. */
@Entity('user_accounts')
@Index('user_accounts_of_provider', ['providerId', 'accountId'])
export class UserAccountEntity {
  @PrimaryColumn('text')
  id: string;

  @ForeignKey(() => UserEntity, { name: 'user_accounts_user_id_fkey', onDelete: 'CASCADE' })
  @Index('user_accounts_of_user')
  @Column('text', { name: 'user_id' })
  userId: string;

  /** `credential` for a password. */
  @Column('text', { name: 'provider_id' })
  providerId: string;

  /** The provider's id of the user. */
  @Column('text', { name: 'account_id' })
  accountId: string;

  /** Tokens of the provider are never kept: nothing is asked of it after the sign-in. */
  @Column('text', { name: 'access_token', nullable: true })
  accessToken: string | null;

  @Column('text', { name: 'refresh_token', nullable: true })
  refreshToken: string | null;

  @Column('text', { name: 'id_token', nullable: true })
  idToken: string | null;

  @Column('timestamptz', { name: 'access_token_expires_at', nullable: true })
  accessTokenExpiresAt: Date | null;

  @Column('timestamptz', { name: 'refresh_token_expires_at', nullable: true })
  refreshTokenExpiresAt: Date | null;

  @Column('text', { nullable: true })
  scope: string | null;

  /** scrypt, with its salt. */
  @Column('text', { nullable: true })
  password: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
