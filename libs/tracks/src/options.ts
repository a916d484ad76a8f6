export interface TracksOptions {
  /** Whether this process reads the catalogue by itself: at first start and once a day. */
  keepsCatalogue: boolean;
}

export const TRACKS_OPTIONS = Symbol('TRACKS_OPTIONS');
