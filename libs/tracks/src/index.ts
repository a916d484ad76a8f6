export { Catalogue } from './catalogue.js';
export * from './errors.js';
export { TRACKS_MIGRATIONS } from './storage/migrations.js';
export { TRACKS_OPTIONS, type TracksOptions } from './options.js';
export type { StoredTrack, UsersTrack } from './storage/tracks-store.js';
export { SLUG_PATTERN, normaliseSlug, trackIdOf } from './track-id.js';
export { TrackNames } from './track-names.js';
export { Tracks, toTrack, type TracksQuery } from './tracks.js';
export { TracksModule } from './tracks.module.js';
