/** No track has the id. */
export class TrackNotFoundError extends Error {
  readonly code = 'TRACK_NOT_FOUND';

  constructor(readonly trackId: string) {
    super(`no track has the id ${trackId}; GET /api/v1/tracks lists the tracks`);
    this.name = 'TrackNotFoundError';
  }
}

/** The slug given beside a track id is not that track's. */
export class TrackSlugMismatchError extends Error {
  readonly code = 'VALIDATION_ERROR';
  readonly details: { field: string; message: string }[];

  constructor(trackId: string) {
    const message = `is not the slug of the track ${trackId}`;
    super(`track_slug ${message}`);
    this.name = 'TrackSlugMismatchError';
    this.details = [{ field: 'track_slug', message }];
  }
}
