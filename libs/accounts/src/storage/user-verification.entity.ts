import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in that is away at its OpenID Connect provider. better-auth writes the row. */
@Entity('user_verifications')
export class UserVerificationEntity {
  @PrimaryColumn('text')
  id: string;

  @Index('user_verifications_by_identifier')
  @Column('text')
  identifier: string;

  @Column('text')
  value: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
