import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@trackside/embedded-postgres';
import { exitWithParent } from '@trackside/parent-watch';
import { type Config, forgetPostgresVariables, readConfig } from './config.js';
import { tellFirstLink } from './first-link.js';
import { explainListening, isPackageMissing, sayFailure } from './start-failure.js';

/** Without a database the process is of no use; whoever started it may start it again. */
const EXIT_DATABASE_LOST = 3;
/** Tells the start script to ask npm for the package again. */
const EXIT_PACKAGE_MISSING = 4;

/** How long requests and jobs may take to end. */
const CLOSE_PATIENCE_MS = 6_000;
/** How long the database may take after them; half a second later we are ended from outside. */
const STOP_WITHIN_MS = 8_500;

async function start(): Promise<void> {
  exitWithParent();
  const config = readConfig();
  // It takes as long to load as PostgreSQL takes to start.
  const server = import('./server.js');
  server.catch(() => undefined);
  const database = await findDatabase(config);
  try {
    const { createServer } = await server;
    const app = await createServer(config, database.url);
    endOnSignals(app, database);
    await app.listen(config.port, config.host).catch((error: unknown) => {
      throw explainListening(error, config.host, config.port);
    });
    const { port } = app.getHttpServer().address() as AddressInfo;
    // The start script learns the port from us only: another copy may be answering there.
    process.send?.({ listeningPort: port });
    await tellFirstLink(app, config, port);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function endOnSignals(app: NestFastifyApplication, database: Database): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    // Ctrl-C comes twice: from the terminal, and from the process that started this one.
    if (stopping) return;
    stopping = true;
    const askedAt = Date.now();
    database.willStop();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, CLOSE_PATIENCE_MS)));
    // A database that hangs would keep its clients waiting, and would outlive this process.
    await Promise.race([app.close().catch(() => undefined), late]);
    clearTimeout(timer);
    await database.stop(STOP_WITHIN_MS - (Date.now() - askedAt)).finally(() => process.exit(0));
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

type Database = Pick<EmbeddedPostgres, 'url' | 'willStop' | 'stop'>;

/** The configured PostgreSQL, or one of our own that ends with this process. */
async function findDatabase(config: Config): Promise<Database> {
  const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  if (config.databaseUrl) {
    return { url: config.databaseUrl, willStop: () => undefined, stop: async () => undefined };
  }
  forgetPostgresVariables();
  return startEmbeddedPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    tell,
    log: (line) => config.logLevel === 'debug' && process.stdout.write(`${line}\n`),
    onLost: (error) => {
      tell(error.message);
      process.exit(EXIT_DATABASE_LOST);
    },
  });
}

start().catch((error: unknown) => {
  process.stderr.write(`${sayFailure(error)}\n`);
  process.exit(isPackageMissing(error) ? EXIT_PACKAGE_MISSING : 1);
});
