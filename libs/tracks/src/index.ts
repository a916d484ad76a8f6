export { Catalogue } from './catalogue.js';
export * from './errors.js';
export * from './storage/migrations.js';
export { TracksStore, type StoredTrack } from './storage/tracks-store.js';
export { SLUG_PATTERN, normaliseSlug, trackIdOf } from './track-id.js';
export { TrackNames } from './track-names.js';
export { Tracks, toTrack, type TracksQuery } from './tracks.js';
export { TracksModule } from './tracks.module.js';
