import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../scopes.js';

/** A link that makes one account, or gives one a new password, and then is gone. */
@Entity('set_up_links')
@Check('set_up_links_role_check', `role IN ('user', 'admin')`)
export class SetUpLinkEntity {
  /** SHA-256 of the token, which stands in the link alone. */
  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  /** Whom it is for; null for the first account, which whoever holds the link names. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('text')
  role: Role;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
