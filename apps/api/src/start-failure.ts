/** The start fails for a cause that its user can mend; the message says which, and how. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

/** Errors that only a mistake in our own code causes; their stack is what helps. */
const OURS = [TypeError, ReferenceError, RangeError, SyntaxError];

/**
 * What the process says before it ends: one message for those who start it, no object, no stack.
 */
export function sayFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (OURS.some((kind) => error instanceof kind)) return error.stack ?? error.message;
  return messageOf(error);
}

/** Whether a package that is not installed has caused the error, directly or not. */
export function isPackageMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return /^(ERR_)?MODULE_NOT_FOUND$/.test(code ?? '') || isPackageMissing(error.cause);
}

/** Why nothing can listen at the address, and what to do. */
export function explainListening(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const why: Record<string, string> = {
    EADDRINUSE:
      `${address} is taken by another program, perhaps another copy of Trackside. ` +
      'Stop that one, or set PORT (and DATA_DIR for a second copy).',
    EACCES: `This user may not listen on ${address}. Set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set HOST to one that is.`,
    ENOTFOUND: `The name ${host} is not known here. Set HOST to an address of this machine.`,
  };
  return code && code in why ? new StartFailure(why[code], { cause: error }) : error;
}

/** An error of several attempts has no message of its own. */
function messageOf(error: Error): string {
  const parts = error instanceof AggregateError ? (error.errors as Error[]) : [];
  return error.message || parts[0]?.message || (error as NodeJS.ErrnoException).code || error.name;
}
