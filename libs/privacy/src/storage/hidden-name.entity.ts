import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A name that is hidden; whose it is nobody can read here. */
@Entity('hidden_names')
export class HiddenNameEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** HMAC of the compared name and the place, with a secret of the installation. */
  @Index('hidden_names_name_hash_key', { unique: true })
  @Column('bytea', { name: 'name_hash' })
  nameHash: Buffer;

  /** Null: everywhere. */
  @ForeignKey('tracks', { name: 'hidden_names_track_id_fkey' })
  @Column('uuid', { name: 'track_id', nullable: true })
  trackId: string | null;

  @Column('timestamptz', { name: 'hidden_at' })
  hiddenAt: Date;

  /** When all that was stored before had lost the name; null until then. */
  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt: Date | null;
}
