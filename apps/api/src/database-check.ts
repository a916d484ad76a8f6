import pg from 'pg';
import { StartFailure, messageOf } from './start-failure.js';

const CONNECT_TIMEOUT_MS = 5_000;
const STARTING_UP = '57P03';
const STARTING_PATIENCE_MS = 60_000;
/** As PostgreSQL counts: 15.0. */
const OLDEST_VERSION = 150_000;

/**
 * Connects once to the PostgreSQL that the user named, before anything depends on it. One that is
 * starting up is waited for.
 *
 * @throws {StartFailure} in one sentence, which names neither user nor password
 */
export async function requireUsableDatabase(
  url: string,
  tell: (sentence: string) => void,
): Promise<void> {
  const deadline = Date.now() + STARTING_PATIENCE_MS;
  let told = false;
  for (;;) {
    try {
      return await check(url);
    } catch (error) {
      if (error instanceof StartFailure) throw error;
      const isStarting = (error as { code?: string }).code === STARTING_UP;
      if (!isStarting || Date.now() > deadline) throw explain(error as Error, url);
      if (!told) tell(`PostgreSQL at ${placeOf(url)} is starting up; waiting for it.`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function check(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  // One that goes between two steps says so in the step as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; version: string }>(
      "SELECT current_setting('server_version_num')::integer AS number, " +
        "current_setting('server_version') AS version",
    );
    const [found] = rows;
    if (found && found.number < OLDEST_VERSION) {
      throw new StartFailure(
        `DATABASE_URL: PostgreSQL at ${placeOf(url)} is version ${found.version}, but Trackside ` +
          'needs 15 or newer. Upgrade it, or leave DATABASE_URL out for the embedded one.',
      );
    }
  } finally {
    // A server that never answered is not waited for.
    void client.end().catch(() => undefined);
  }
}

function explain(error: Error, url: string): StartFailure {
  const sentence = describe(error, placeOf(url), nameOf(url));
  const way = 'Mend DATABASE_URL, or leave it out for the embedded PostgreSQL.';
  return new StartFailure(`DATABASE_URL: ${sentence} ${way}`, { cause: error });
}

function describe(error: Error, place: string, name: string): string {
  const message = messageOf(error);
  const code = (error as { code?: string }).code ?? '';
  const silent = `the PostgreSQL at ${place} did not answer within ${CONNECT_TIMEOUT_MS / 1000} s.`;
  const known: Record<string, string> = {
    ECONNREFUSED: `nothing listens at ${place}; is PostgreSQL running there?`,
    ECONNRESET: `what listens at ${place} hung up; is it a PostgreSQL?`,
    ENOTFOUND: `the host of ${place} is not known.`,
    EAI_AGAIN: `the host of ${place} could not be looked up.`,
    EHOSTUNREACH: `${place} is out of reach.`,
    ENETUNREACH: `${place} is out of reach.`,
    ETIMEDOUT: silent,
    '28P01': `PostgreSQL at ${place} refuses this user with this password.`,
    '28000': `PostgreSQL at ${place} refuses this user (${message}).`,
    '3D000': `PostgreSQL at ${place} has no database "${name}"; create it first.`,
    '53300': `PostgreSQL at ${place} has no connection left.`,
  };
  if (code in known) return known[code]!;
  if (/timeout|timed out/i.test(message)) return silent;
  if (/Connection terminated/i.test(message)) return known['ECONNRESET']!;
  return `PostgreSQL at ${place} can't be used (${message}).`;
}

/** "db.example:5432", as far as the URL says. */
function placeOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '5432'}`;
}

function nameOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
