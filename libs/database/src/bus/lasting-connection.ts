import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CONNECT_TIMEOUT_MS } from '../connection.js';

/** Between two attempts to connect: doubled each time, from the first to the longest. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** A connection that stood so long was a good one: the next attempt comes soon. */
const STOOD_MS = 10_000;
/** A connection whose other end is gone looks like one on which nobody speaks. */
const ASKED_EVERY_MS = 15_000;
const ANSWER_WITHIN_MS = 5_000;
/** A farewell that is not answered by then is none. */
const FAREWELL_MS = 300;

/** Told what becomes of the connection. */
export interface ConnectionEvents {
  /**
   * From now on, until `lost`, there is a connection, and another one than before.
   *
   * @param backend its number in `pg_stat_activity`
   */
  connected(backend: number): void;
  /** @param reason in words, for a log */
  lost(reason: string): void;
  notified(channel: string, payload: string): void;
}

/**
 * One connection to PostgreSQL that stays: when it is lost, another one is made after a pause that
 * grows from attempt to attempt. Gives no start-up parameter but its name, so that a pooler which
 * passes sessions through lets it pass as well.
 */
export class LastingConnection {
  private readonly closing = new AbortController();
  private running: Promise<void> | null = null;
  private client: pg.Client | null = null;
  private saying: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly events: ConnectionEvents,
  ) {}

  /** Connects, in the background; again has no effect. */
  open(): void {
    if (this.closing.signal.aborted) return;
    this.running ??= this.run();
  }

  /**
   * Has the connection of this moment do something, when all that was wanted before is done. One that
   * doesn't is cut.
   *
   * @returns whether it was done
   */
  say(sql: string): Promise<boolean> {
    const { client } = this;
    const said = this.saying.then(async () => {
      if (!client || client !== this.client) return false;
      return client.query(sql).then(
        () => true,
        (error: Error) => {
          cut(client, error);
          return false;
        },
      );
    });
    this.saying = said;
    return said;
  }

  /** Ends the connection for good, whether its other end answers or not; within a second. */
  async close(): Promise<void> {
    this.closing.abort();
    if (this.client) await farewell(this.client);
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted;) {
      const startedAt = performance.now();
      const reason = await this.connectOnce();
      if (signal.aborted) return;
      this.events.lost(reason);
      if (performance.now() - startedAt >= STOOD_MS) pauseMs = FIRST_PAUSE_MS;
      // Replicas that lost their database together don't come back in step.
      const jitter = 0.5 + Math.random() / 2;
      await pause(pauseMs * jitter, null, { signal, ref: false }).catch(() => {});
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  }

  /** One connection from its beginning to its end; gives why it ended. */
  private async connectOnce(): Promise<string> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'trackside-bus',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    this.client = client;
    let reason = 'the connection ended';
    client.on('error', ({ message }: Error) => (reason = message));
    const ended = new Promise((resolve) => client.once('end', resolve));
    client.on('notification', ({ channel, payload = '' }) => {
      this.events.notified(channel, payload);
    });
    try {
      // The library's own promise stays open for ever where it is told to end while it connects.
      await Promise.race([client.connect(), ended.then(() => Promise.reject(new Error(reason)))]);
      const { rows } = await client.query<{ backend: number }>(
        'SELECT pg_backend_pid() AS backend',
      );
      if (!this.closing.signal.aborted) this.events.connected(rows[0]!.backend);
      const asking = setInterval(() => void this.say('SELECT 1'), ASKED_EVERY_MS);
      await ended.finally(() => clearInterval(asking));
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      cut(client);
    } finally {
      this.client = null;
    }
    return reason;
  }
}

/** Ends a connection without a word to the other end. */
function cut(client: pg.Client, reason?: Error): void {
  client.connection.stream.destroy(reason);
}

async function farewell(client: pg.Client): Promise<void> {
  const late = setTimeout(() => cut(client), FAREWELL_MS);
  await client.end().catch(() => {});
  clearTimeout(late);
}
