// Database, cache, replicas and proxy as processes of this machine.
import { once } from 'node:events';
import { join } from 'node:path';
import { startNode } from '../children.mjs';
import { localUrl, setting } from '../environment.mjs';
import { findFreePort, untilAnswered, untilListening } from '../ports.mjs';
import { Keeper, labelled } from './keeper.mjs';
import { configureNginx } from './nginx.mjs';
import { proxyVariables, REPLICAS, replicaVariables } from './topology.mjs';

const API = 'dist/server/apps/api/src/main.js';
const GUARD = 'scripts/replicas/guard.mjs';
const DATABASE = 'scripts/replicas/database.mjs';
const HERE = '127.0.0.1';

/** All that `SERVICES` lists. */
export class Replicas {
  keeper = new Keeper();
  /** Of each replica, by its name. */
  ports = new Map();

  /**
   * @param folder for files that nobody needs afterwards
   * @param address where the proxy listens
   */
  constructor({ runtime, programs, folder, address }) {
    Object.assign(this, { runtime, programs, folder, address });
    // Of six programs at once a person reads the warnings.
    const isBrief = process.stdout.isTTY && !setting('LOG_LEVEL');
    this.logging = isBrief ? { LOG_LEVEL: 'warn' } : {};
  }

  /** Resolves, with a sentence, when something died for good. */
  get lost() {
    return this.keeper.lost;
  }

  /**
   * Starts everything, each when what it needs is there.
   *
   * @param env of the replicas, besides what the topology decides
   * @returns false when something did not start; it has said why
   */
  async start(env) {
    this.databaseUrl = await this.startDatabase(env);
    this.redisPort = await this.startRedis();
    if (!this.databaseUrl || !this.redisPort) return false;
    // One after the other: the first one migrates, and the cores are few.
    for (const [name, role] of Object.entries(REPLICAS)) {
      if (!(await this.startReplica(name, role, env))) return false;
    }
    return this.startProxy();
  }

  /** What runs where, for a person; no password. */
  describe({ LIVERC_DEMO: demo, LIVERC_CATALOGUE_URL: simulator }) {
    const replicas = Array.from(this.ports, ([name, port]) => [name, `http://${HERE}:${port}`]);
    const lines = [
      ['database', new URL(this.databaseUrl).host],
      ['cache', `${HERE}:${this.redisPort}`],
      ...replicas,
      ['proxy', new URL(localUrl(this.address)).host],
      ...(demo ? [['simulator', simulator]] : []),
    ];
    const where = lines.map(([name, at]) => `  ${name.padEnd(10)} ${at}`);
    const source = demo ? ' (demo data)' : '';
    return [`Trackside is running at ${localUrl(this.address)}${source}`, ...where].join('\n');
  }

  /** The user's, or one of our own; undefined when it did not start. */
  async startDatabase(env) {
    const configured = 'DATABASE_URL' in env ? env.DATABASE_URL : setting('DATABASE_URL');
    if (configured) return configured;
    const dataDir = env.DATA_DIR ?? setting('DATA_DIR') ?? '.data';
    const child = labelled('database', this.spawn([DATABASE, join(dataDir, 'postgres')]));
    const told = once(child, 'message').then(([{ databaseUrl }]) => databaseUrl);
    const url = await Promise.race([told, child.exited.then(() => undefined)]);
    void this.keeper.need('database', child);
    return url;
  }

  /** A tier of the cache, which nobody misses: nothing is written to disk. */
  async startRedis() {
    const port = await findFreePort();
    const options = ['--port', String(port), '--bind', HERE, '--save', '', '--dir', this.folder];
    const limits = ['--maxmemory', '128mb', '--maxmemory-policy', 'allkeys-lru'];
    const args = [GUARD, this.programs['redis-server'], ...options, ...limits];
    const ready = (child) => untilListening({ hostname: HERE, port }, child);
    return (await this.startAndKeep('cache', args, {}, ready)) && port;
  }

  async startReplica(name, role, env) {
    const port = await findFreePort();
    this.ports.set(name, port);
    const redisUrl = `redis://${HERE}:${this.redisPort}`;
    const where = { databaseUrl: this.databaseUrl, redisUrl, host: HERE, port };
    const variables = { ...env, ...this.logging, ...replicaVariables(role, where) };
    const ready = (child) => untilAnswered(`http://${HERE}:${port}/readyz`, child, name);
    return this.startAndKeep(name, [API], variables, ready);
  }

  async startProxy() {
    const { host, port } = this.address;
    const apis = Object.keys(REPLICAS).filter((name) => REPLICAS[name] === 'api');
    const upstreams = apis.map((name) => `${HERE}:${this.ports.get(name)}`);
    const listen = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const args = await configureNginx(this.folder, proxyVariables(listen, upstreams));
    const ready = (child) => untilListening(new URL(localUrl(this.address)), child);
    return this.startAndKeep('proxy', [GUARD, this.programs.nginx, ...args], {}, ready);
  }

  /** Gives false when it ended before it was ready; it has said why. */
  async startAndKeep(name, args, env, ready) {
    const start = () => this.spawn(args, env);
    const child = labelled(name, start());
    if (!(await ready(child))) return false;
    void this.keeper.keep(name, start, child);
    return true;
  }

  spawn(args, env = {}) {
    return startNode(this.runtime, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  }
}
