/** SQLSTATE classes and socket errors that mean: the database is not there at the moment. */
const DOWN = /^(08\w{3}|57P0\d|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/;
/** What `pg` says without a code. */
const LOST = /connection terminated|timeout exceeded|query read timeout|client was closed/i;

/** Whether an error says that the database can't be reached, rather than that a query is wrong. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError, errors } = error as Error & {
    code?: unknown;
    driverError?: unknown;
    errors?: unknown[];
  };
  if (typeof code === 'string' && DOWN.test(code)) return true;
  if (LOST.test(error.message)) return true;
  return (
    (driverError !== error && isDatabaseDown(driverError)) || (errors ?? []).some(isDatabaseDown)
  );
}
