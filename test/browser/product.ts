import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Simulator, type SimulatorAddress, type SimulatorOptions } from '@trackside/simulator';
import { readConfig } from '../../apps/api/src/config.js';
import { createServer } from '../../apps/api/src/server.js';
import { Catalogue } from '@trackside/tracks';
import { createDatabase, until } from '../e2e/support/trackside.js';
import { BUILT_PAGE } from './chromium.js';

/** The whole product over a simulated LiveRC: page, API and an empty database. */
export interface Product {
  url: string;
  simulator: Simulator;
  app: NestFastifyApplication;
  /** Breaks every open connection, as a network does that comes and goes. */
  cutConnections(): void;
  close(): Promise<void>;
}

/**
 * @param environment variables beyond those that lead to the simulator
 * @param site what the simulated LiveRC is besides
 */
export async function startProduct(
  environment: Record<string, string> = {},
  site: Partial<SimulatorOptions> = {},
): Promise<Product> {
  const simulator = new Simulator({ tracks: 200, latency: { medianMs: 30, sigma: 0.5 }, ...site });
  const liverc = await simulator.start();
  const app = await listen(liverc, environment);
  return {
    url: app.url,
    simulator,
    app: app.app,
    cutConnections: app.cutConnections,
    close: async () => {
      await app.close();
      await simulator.stop();
    },
  };
}

async function listen(
  liverc: SimulatorAddress,
  environment: Record<string, string>,
): Promise<Omit<Product, 'simulator'>> {
  const config = readConfig({
    PORT: '0',
    LIVERC_BASE_URL: liverc.baseUrl,
    LIVERC_CATALOGUE_URL: liverc.catalogueUrl,
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const app = await createServer(config, await createDatabase(), BUILT_PAGE);
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer();
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const catalogue = app.get(Catalogue, { strict: false });
  await until(async () => (await catalogue.state()).tracks > 0);
  return {
    url,
    app,
    cutConnections: () => server.closeAllConnections(),
    close: () => app.close(),
  };
}
