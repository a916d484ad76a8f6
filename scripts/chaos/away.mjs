// PostgreSQL and Redis as servers of their own that can be taken away, and come back where they were.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from '../bench/database.mjs';
import { findFreePort, whyNotListen } from '../ports.mjs';

/** The embedded PostgreSQL brings itself back; more often than this in a minute it gives up. */
const MOST_DEATHS_A_MINUTE = 3;
const MINUTE_MS = 60_000;
const LOOK_MS = 50;

/** Only Linux and other systems with it have Redis; without it the part is told as not tried. */
export async function withRedis(work) {
  const redis = new Redis(await findFreePort());
  try {
    await redis.start();
    return await work(redis);
  } finally {
    await redis.stop();
  }
}

/** Calls `work` with a PostgreSQL that can be killed, in a folder that is removed afterwards. */
export async function withPostgres(work) {
  const dataDir = await mkdtemp(join(tmpdir(), 'trackside-chaos-'));
  const postgres = new Postgres(dataDir, await findFreePort());
  try {
    await postgres.start();
    return await work(postgres, dataDir);
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

class Postgres {
  diedAt = [];

  constructor(dataDir, port) {
    Object.assign(this, { dataDir, port });
  }

  get url() {
    return this.server.url;
  }

  /** Whether it comes back by itself when it is killed now. */
  get mayBeKilled() {
    const since = performance.now() - MINUTE_MS;
    return this.diedAt.filter((at) => at > since).length < MOST_DEATHS_A_MINUTE;
  }

  async start() {
    const { startEmbeddedPostgres } = await built('libs/embedded-postgres/src/index.js');
    this.server = await startEmbeddedPostgres({ dataDir: this.dataDir, port: this.port });
  }

  async stop() {
    await this.server?.stop();
  }

  /** The postmaster is gone at once; ends when there is another one. */
  async kill() {
    const { pid } = this.server;
    this.diedAt.push(performance.now());
    process.kill(pid, 'SIGKILL');
    while (this.server.pid === pid) await pause(LOOK_MS);
  }

  /** All connections are cut, and nobody answers at its address for so long. */
  async beGoneFor(ms) {
    await this.server.stop(0);
    await pause(ms);
    await this.start();
  }
}

class Redis {
  constructor(port) {
    this.port = port;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start() {
    const args = ['--port', String(this.port), '--save', '', '--bind', '127.0.0.1'];
    this.child = spawn('redis-server', args, { stdio: 'ignore' });
    const end = () => this.child.kill('SIGKILL');
    process.once('exit', end);
    this.exited = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('exit', () => resolve(process.off('exit', end)));
    });
    this.exited.catch(() => undefined);
    const isThere = async () => (await whyNotListen(this.port, '127.0.0.1')) === 'EADDRINUSE';
    while (!(await isThere())) await Promise.race([pause(LOOK_MS), failure(this.exited)]);
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** It takes connections and never answers. */
  freeze() {
    this.child.kill('SIGSTOP');
  }

  thaw() {
    this.child.kill('SIGCONT');
  }

  async stop() {
    this.child?.kill('SIGKILL');
    await this.exited?.catch(() => undefined);
  }
}

/** Rejects when the process ends before it is wanted to. */
async function failure(exited) {
  await exited;
  throw new Error('redis-server ended at its start');
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
