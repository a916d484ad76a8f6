import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A stream that somebody has open, at whichever process. */
@Entity('open_streams')
export class OpenStreamEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Index('open_streams_of_user')
  @Column('text', { name: 'user_id' })
  userId: string;

  /** Its process says again and again that it is open; one that died says nothing. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
