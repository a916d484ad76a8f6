import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from '../scopes.js';

/** Somebody who signs in. better-auth writes the row. */
@Entity('users')
@Check('users_role_check', `role IN ('user', 'admin')`)
@Unique('users_email_key', ['email'])
export class UserEntity {
  @PrimaryColumn('text')
  id: string;

  /** In lower case. */
  @Column('text')
  email: string;

  /** Whether an OpenID Connect provider vouches for it; nobody is sent mail. */
  @Column('boolean', { name: 'email_verified' })
  emailVerified: boolean;

  @Column('text')
  name: string;

  /** Asked for by the library and never kept. */
  @Column('text', { nullable: true })
  image: string | null;

  @Column('text')
  role: Role;

  /** Under which they drive, and their transponders; empty until they said so. */
  @Column('text', { array: true, default: [] })
  names: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
