import { v5 as uuidv5 } from 'uuid';

/** Namespace of the ids that Trackside derives from LiveRC's own keys. */
const TRACK_NAMESPACE = uuidv5('liverc.com', uuidv5.DNS);

/** A host label of LiveRC, in lower case. */
export const SLUG_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** UUIDv5 of the slug: the same track has the same id in every database. */
export function trackIdOf(slug: string): string {
  return uuidv5(slug, TRACK_NAMESPACE);
}

/** Lower-cases ASCII letters only, so that look-alikes of other scripts stay what they are. */
export function normaliseSlug(slug: string): string {
  return slug.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
