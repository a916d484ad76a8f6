import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How reading a track ahead of its searches has gone. */
@Entity('prefetched_tracks')
export class PrefetchedTrackEntity {
  @ForeignKey('tracks', { name: 'prefetched_tracks_track_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;

  /** The last reading ahead, however it ended. */
  @Column('timestamptz', { name: 'read_at' })
  readAt: Date;

  /** Readings ahead that failed in a row. */
  @Column('integer')
  failures: number;
}
