import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How much people search a track. */
@Entity('track_searches')
export class TrackSearchEntity {
  @ForeignKey('tracks', { name: 'track_searches_track_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;

  /** Noted once an hour at most. */
  @Column('timestamptz', { name: 'last_searched_at' })
  lastSearchedAt: Date;

  /** Hours in which it was searched, as of the last one; one a week ago counts half. */
  @Column('double precision')
  weight: number;
}
