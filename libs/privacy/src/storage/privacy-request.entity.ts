import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What somebody asks for; kept until an admin has decided, ninety days at most. */
@Entity('privacy_requests')
export class PrivacyRequestEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** Null: everywhere. */
  @ForeignKey('tracks', { name: 'privacy_requests_track_id_fkey' })
  @Column('uuid', { name: 'track_id', nullable: true })
  trackId: string | null;

  @Column('text')
  reason: string;

  /** Where an answer reaches who asks. */
  @Column('text')
  contact: string;

  @Index('privacy_requests_asked_at')
  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;
}
