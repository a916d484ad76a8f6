/** SQLSTATE classes and socket errors that mean: the database is not there at the moment. */
const DOWN = /^(08\w{3}|57P0\d|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/;
/** What `pg` says without a code. */
const LOST =
  /connection terminated|connection error|timeout exceeded|query read timeout|client was closed/i;
/** The database is there and has no room: disk, memory or a limit of its own. */
const FULL = /^(53\w{3}|ENOSPC|EDQUOT)$/;
/** Of these, what stays until somebody makes room; the others may be one query's alone. */
const DISK_FULL = /^(53100|ENOSPC|EDQUOT)$/;
/** The same, where PostgreSQL only passes on what the system said. */
const NO_SPACE = /no space left on device|disk quota exceeded/i;

/** Others were at the same rows at the same moment. */
const ROLLED_BACK = /^40\w{3}$/;
const NOTHING = /(?!)/;

/** What is told of a database that can't do its work at the moment. */
export interface DatabaseTrouble {
  code: 'SERVICE_UNAVAILABLE';
  message: string;
  retryAfterSeconds: number;
}

/** What an error says of the database itself; null when it is the query that is wrong. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  const code = 'SERVICE_UNAVAILABLE';
  if (isDatabaseDown(error)) {
    const message = 'the database does not answer; try again in a few seconds';
    return { code, message, retryAfterSeconds: 5 };
  }
  if (!isDatabaseFull(error)) return null;
  const message = 'the database has no room to write: its disk is full, or a limit of it reached';
  return { code, message, retryAfterSeconds: 30 };
}

/** Whether an error says that the database can't be reached, rather than that a query is wrong. */
export function isDatabaseDown(error: unknown): boolean {
  return says(error, DOWN, LOST);
}

/** Whether an error says that the database can't write for want of room. */
export function isDatabaseFull(error: unknown): boolean {
  return says(error, FULL, NO_SPACE) && !isDatabaseDown(error);
}

/** Whether the same work may go well a little later, although nothing about it has changed. */
export function passesByItself(error: unknown): boolean {
  return databaseTrouble(error) !== null || says(error, ROLLED_BACK, NOTHING);
}

/** Whether an error says that no disk has room, for whatever is written. */
export function isDiskFull(error: unknown): boolean {
  return says(error, DISK_FULL, NO_SPACE);
}

/** Whether the error, or one that it wraps, has such a code or such words. */
function says(error: unknown, codes: RegExp, words: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError, errors } = error as Error & {
    code?: unknown;
    driverError?: unknown;
    errors?: unknown[];
  };
  if (typeof code === 'string' && codes.test(code)) return true;
  if (words.test(error.message)) return true;
  const wrapped = driverError === error ? [] : [driverError];
  return [...wrapped, ...(errors ?? [])].some((inner) => says(inner, codes, words));
}
