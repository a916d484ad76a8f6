import { join } from 'node:path';
import { startEmbeddedPostgres } from '@trackside/embedded-postgres';
import { exitWithParent } from '@trackside/parent-watch';
import { type Config, forgetPostgresVariables, readConfig } from './config.js';
import { createServer } from './server.js';

/** Without a database the process is of no use; whoever started it may start it again. */
const EXIT_DATABASE_LOST = 3;

async function start(): Promise<void> {
  exitWithParent();
  const config = readConfig();
  const database = await findDatabase(config);
  const app = await createServer(config, database.url);
  let stopping = false;
  const stop = (): void => {
    // Ctrl-C comes twice: from the terminal, and from the process that started this one.
    if (stopping) return;
    stopping = true;
    void app
      .close()
      .then(() => database.stop())
      .finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await app.listen(config.port, config.host);
}

/** The configured PostgreSQL, or one of our own that ends with this process. */
async function findDatabase(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
  forgetPostgresVariables();
  return startEmbeddedPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    log: (line) => config.logLevel === 'debug' && process.stdout.write(`${line}\n`),
    onLost: (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(EXIT_DATABASE_LOST);
    },
  });
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
