import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { TrackEntity } from './track.entity.js';

/** A track that a user marked. */
@Entity('favourites')
export class FavouriteEntity {
  @PrimaryColumn('text', { name: 'user_id' })
  userId: string;

  @ForeignKey(() => TrackEntity, { name: 'favourites_track_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;
}
