import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Client, Pool } from 'pg';
import request from 'supertest';
import type { StatusResult } from '@trackside/contracts';
import type { Simulator, SimulatorAddress } from '@trackside/simulator';
import { trackIdOf } from '@trackside/tracks';
import { readConfig } from '../../../apps/api/src/config.js';
import { createServer } from '../../../apps/api/src/server.js';

/** An API that answers somewhere. */
export interface Reachable {
  url: string;
  /** supertest's, at the application's address: paths begin with a slash. */
  agent: ReturnType<typeof request>;
}

/** A running API over a database and a simulated LiveRC. */
export interface Trackside extends Reachable {
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** Ticks that ask LiveRC for what no case has asked for; a suite about them ticks itself. */
const UNASKED = ['unfinished months', 'prefetch', 'page shapes', 'outdated pages'];

/** A new, empty database on the test server; gives its URL. */
export async function createDatabase(): Promise<string> {
  const server = process.env['TEST_POSTGRES_URL'] as string;
  const name = `e2e_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Connections of this suite, one or two a database: each new one costs PostgreSQL a process. */
const pools = new Map<string, Pool>();

/** Runs SQL in a database, for states that no request can bring about. No session is its own. */
export async function query<Row>(databaseUrl: string, sql: string): Promise<Row[]> {
  const { rows } = await poolOf(databaseUrl).query(sql);
  return rows as Row[];
}

/** Ends the connections of `query`; who asks again has new ones. */
export async function endQueries(databaseUrl: string): Promise<void> {
  const pool = pools.get(databaseUrl);
  pools.delete(databaseUrl);
  await pool?.end();
}

function poolOf(databaseUrl: string): Pool {
  const known = pools.get(databaseUrl);
  if (known) return known;
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 2,
    idleTimeoutMillis: 2_000,
    allowExitOnIdle: true,
  });
  // A case may end the server, or cut the way there, while a connection rests.
  pool.on('error', () => undefined);
  pools.set(databaseUrl, pool);
  return pool;
}

/** Starts the API in this process, on a free port, and waits for its catalogue. */
export async function startTrackside(
  databaseUrl: string,
  liverc: SimulatorAddress,
  environment: Record<string, string> = {},
  webFolder = '/nowhere',
): Promise<Trackside> {
  const config = readConfig({
    PORT: '0',
    LIVERC_BASE_URL: liverc.baseUrl,
    LIVERC_CATALOGUE_URL: liverc.catalogueUrl,
    LOG_LEVEL: 'silent',
    PREFETCH_REQUESTS_PER_DAY: '0',
    ...environment,
  });
  const app = await createServer(config, databaseUrl, webFolder);
  await app.listen(0, '127.0.0.1');
  const crons = app.get(SchedulerRegistry, { strict: false });
  for (const name of UNASKED) await crons.getCronJob(name).stop();
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  return { url, agent: request(url), app, close: () => app.close() };
}

/** Waits until the catalogue has come by itself. */
export async function untilCatalogueIsRead({ agent }: Reachable): Promise<void> {
  await until(async () => {
    const { body } = await agent.get('/api/v1/status');
    return (body as { data: StatusResult }).data.catalogue.tracks > 0;
  });
}

/** Waits until something holds; fails after ten seconds, or what it is given. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  patienceMs = 10_000,
): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += 20) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited for ${patienceMs / 1000} seconds in vain`);
}

export function trackId(slug: string): string {
  return trackIdOf(slug);
}

/** Requests for pages of tracks since the log was cleared; the catalogue is left out. */
export function pagesAsked(simulator: Simulator): number {
  const { total, by_page: byPage } = simulator.requests.counts();
  return total - (byPage.catalogue ?? 0);
}
