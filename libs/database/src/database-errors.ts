/** PostgreSQL 15 is the oldest that the statements are written for and tried with. */
export const OLDEST_POSTGRES = 15;
/** A sentence that names more is read by nobody. */
const MOST_NAMED = 20;

/** Nobody answers at the address, or not as PostgreSQL would. */
export class DatabaseUnreachableError extends Error {
  readonly code = 'DATABASE_UNREACHABLE';

  constructor(databaseUrl: string, cause: unknown) {
    super(
      `PostgreSQL at ${addressOf(databaseUrl)} can't be reached (${reasonOf(cause)}): ` +
        'start it, or correct DATABASE_URL',
      { cause },
    );
    this.name = 'DatabaseUnreachableError';
  }
}

/** PostgreSQL answers, but lets this user not into this database. */
export class DatabaseRefusedError extends Error {
  readonly code = 'DATABASE_REFUSED';

  constructor(databaseUrl: string, cause: unknown) {
    super(
      `PostgreSQL at ${addressOf(databaseUrl)} lets us not in (${reasonOf(cause)}): ` +
        'correct user, password and database in DATABASE_URL',
      { cause },
    );
    this.name = 'DatabaseRefusedError';
  }
}

/** PostgreSQL is older than what the statements need. */
export class DatabaseTooOldError extends Error {
  readonly code = 'DATABASE_TOO_OLD';

  constructor(databaseUrl: string, version: string) {
    super(
      `PostgreSQL at ${addressOf(databaseUrl)} is version ${version}, but ${OLDEST_POSTGRES} or ` +
        'newer is needed: upgrade it, or let DATABASE_URL name another',
    );
    this.name = 'DatabaseTooOldError';
  }
}

/** A migration could not be done; the ones before it are done and stay. */
export class MigrationFailedError extends Error {
  readonly code = 'MIGRATION_FAILED';

  constructor(
    readonly migration: string,
    cause: unknown,
  ) {
    super(`The migration ${migration} failed: ${reasonOf(cause)}`, { cause });
    this.name = 'MigrationFailedError';
  }
}

/** The database is there, but not as the code needs it. */
export class SchemaIncompleteError extends Error {
  readonly code = 'SERVICE_UNAVAILABLE';

  /** @param missing lines of `missingFromSchema` */
  constructor(missing: string[]) {
    const more = missing.length - MOST_NAMED;
    super(
      `the database lacks what this version needs: ${missing.slice(0, MOST_NAMED).join(', ')}` +
        (more > 0 ? ` and ${more} more` : ''),
    );
    this.name = 'SchemaIncompleteError';
  }
}

/** SQLSTATEs with which PostgreSQL turns a user away: password, role, database, privileges. */
const REFUSALS = ['28P01', '28000', '3D000', '42501'];

/** The error of our own for what connecting failed with. */
export function connectionError(databaseUrl: string, cause: unknown): Error {
  return REFUSALS.includes(codeOf(cause) ?? '')
    ? new DatabaseRefusedError(databaseUrl, cause)
    : new DatabaseUnreachableError(databaseUrl, cause);
}

/** PostgreSQL is there and starts, stops or recovers. */
export function isStartingUp(cause: unknown): boolean {
  return codeOf(cause) === '57P03';
}

function codeOf(cause: unknown): string | undefined {
  return (cause as { code?: string } | null)?.code;
}

/** Never with user or password. */
function addressOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}

/** An error over several addresses of a name has no message of its own. */
function reasonOf(cause: unknown): string {
  return (cause as Error | null)?.message || (codeOf(cause) ?? String(cause));
}
