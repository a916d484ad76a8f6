// Words for the person at the terminal. To stderr: what a command prints stays clean for pipes.

/** Ends the command with a message, without a stack: the cause is not in our code. */
export class UserError extends Error {
  name = 'UserError';
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** "a, b, c and 4 more". */
export function listSome(names, most = 3) {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/**
 * Says what is being done, again every five seconds with the time it has taken so far, and at the
 * end how long it took: silence looks like a hang.
 */
export async function sayWhile(what, work) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  say(`${what} …`);
  const timer = setInterval(() => say(`${what} … ${seconds()} s`), 5_000);
  try {
    const result = await work();
    say(`${what}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
