import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** When a track's events list was read. */
@Entity('event_lists')
export class EventListEntity {
  @ForeignKey('tracks', { name: 'event_lists_track_id_fkey', onDelete: 'NO ACTION' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;

  @Column('timestamptz', { name: 'fetched_at' })
  fetchedAt: Date;

  /** The last time because a caller asked for it. */
  @Column('timestamptz', { name: 'refreshed_at', nullable: true })
  refreshedAt: Date | null;
}
