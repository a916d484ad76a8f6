import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port.js';

/** Debian keeps servers where only root's PATH leads. */
const PATH = { PATH: '/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin:/bin' };
const NOBODY = 65534;
/** Fewer than clients, so that nobody keeps a server connection to itself. */
const SERVER_CONNECTIONS = 4;

/** What one server connection keeps of those that had it before. */
const SESSION_STATE = `
  SELECT name FROM pg_settings
  WHERE source = 'session' AND name NOT IN
    ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings')
  UNION ALL SELECT 'prepared ' || name FROM pg_prepared_statements
  UNION ALL SELECT 'listens to ' || channel FROM pg_listening_channels() AS channel
  UNION ALL SELECT 'holds ' || objid FROM pg_locks
    WHERE locktype = 'advisory' AND pid = pg_backend_pid()
  UNION ALL SELECT 'temporary ' || relname FROM pg_class WHERE relpersistence = 't'`;

export const hasPgBouncer = spawnSync('pgbouncer', ['--version'], { env: PATH }).status === 0;

/** A real PgBouncer in transaction mode before one database, all else as it comes. */
export class PgBouncer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** Where clients connect instead of to the server. */
    readonly url: string,
  ) {
    child.stderr!.on('data', (chunk) => (this.log += String(chunk)));
  }

  log = '';

  static async before(databaseUrl: string): Promise<PgBouncer> {
    const folder = await mkdtemp(join(tmpdir(), 'trackside-pgbouncer-'));
    await chmod(folder, 0o755);
    const url = new URL(databaseUrl);
    const { hostname, port, username, password } = url;
    const name = url.pathname.slice(1);
    url.host = `127.0.0.1:${await freePort()}`;
    const users = join(folder, 'users.txt');
    await writeFile(users, `"${username}" "${decodeURIComponent(password)}"\n`);
    const configuration = join(folder, 'pgbouncer.ini');
    const lines = [
      ...['[databases]', `${name} = host=${hostname} port=${port} dbname=${name}`],
      ...['[pgbouncer]', `listen_addr = 127.0.0.1`, `listen_port = ${url.port}`],
      ...['unix_socket_dir =', 'auth_type = scram-sha-256', `auth_file = ${users}`],
      ...['pool_mode = transaction', `default_pool_size = ${SERVER_CONNECTIONS}`],
    ];
    await writeFile(configuration, `${lines.join('\n')}\n`);
    // It refuses to be root.
    const nobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    const child = spawn('pgbouncer', [configuration], {
      ...nobody,
      env: PATH,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const pooler = new PgBouncer(child, folder, url.href);
    await pooler.untilUp();
    return pooler;
  }

  /** What any of its server connections keeps between transactions. */
  async sessionState(): Promise<string[]> {
    const places = Array.from({ length: SERVER_CONNECTIONS }, () => new Client(this.url));
    const state: string[] = [];
    // Each transaction holds a server connection of its own until all are open.
    for (const client of places) {
      await client.connect();
      await client.query('BEGIN');
    }
    for (const client of places) {
      const { rows } = await client.query<{ name: string }>(SESSION_STATE);
      state.push(...rows.map(({ name }) => name));
    }
    for (const client of places) await client.end();
    return state;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async untilUp(): Promise<void> {
    while (!/process up/.test(this.log)) {
      if (this.child.exitCode !== null) throw new Error(`PgBouncer ended: ${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
