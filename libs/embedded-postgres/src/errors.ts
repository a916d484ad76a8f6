/** The embedded PostgreSQL can't be had; the message says why and what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** The way out that always exists, for the end of a message. */
export const USE_ANOTHER_SERVER =
  'Or set DATABASE_URL to a PostgreSQL 15 or newer, and no embedded server is needed.';
