import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import type { SimulatorAddress } from '@trackside/simulator';
import { freePort } from './free-port.js';
import { type Reachable, until, untilCatalogueIsRead } from './trackside.js';

const MAIN = join(import.meta.dirname, '../../../dist/server/apps/api/src/main.js');

/** Several processes that start at once on a busy machine take their time. */
const START_PATIENCE_MS = 60_000;

/** A process of its own, as `npm start` runs it. */
export interface TracksideProcess extends Reachable {
  child: ChildProcess;
  log(): string;
}

/** Starts the built server as processes of their own, and sees to it that none is left. */
export class TracksideProcesses {
  private readonly started: ChildProcess[] = [];

  /** Resolves when the process answers and knows the catalogue. */
  async start(where: {
    databaseUrl: string;
    liverc: SimulatorAddress;
    env?: Record<string, string>;
    /** Wait until it does; a worker answers no questions about it. Default: yes. */
    knowsCatalogue?: boolean;
    nodeFlags?: string[];
  }): Promise<TracksideProcess> {
    if (!existsSync(MAIN)) throw new Error('build the server first: npm run build');
    const port = await freePort();
    const child = spawn(process.execPath, [...(where.nodeFlags ?? []), MAIN], {
      env: {
        PORT: String(port),
        DATABASE_URL: where.databaseUrl,
        LIVERC_BASE_URL: where.liverc.baseUrl,
        LIVERC_CATALOGUE_URL: where.liverc.catalogueUrl,
        ...where.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.started.push(child);
    let log = '';
    child.stdout.on('data', (chunk) => (log += String(chunk)));
    child.stderr.on('data', (chunk) => (log += String(chunk)));
    const url = `http://127.0.0.1:${port}`;
    const agent = request(url);
    await until(
      () =>
        agent.get('/readyz').then(
          ({ ok }) => ok,
          () => false,
        ),
      START_PATIENCE_MS,
    );
    if (where.knowsCatalogue ?? true) await untilCatalogueIsRead({ url, agent });
    return { url, agent, child, log: () => log };
  }

  killAll(): void {
    for (const child of this.started.splice(0)) child.kill('SIGKILL');
  }
}
