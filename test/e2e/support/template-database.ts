import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { readConfig } from '../../../apps/api/src/config.js';
import { createServer } from '../../../apps/api/src/server.js';

const TEMPLATE = 'e2e_template';
const UNFINISHED = 'e2e_template_unfinished';
/** Any number that nothing else on the test server takes. */
const TEMPLATE_LOCK = 7_225_002;

/**
 * A new database as an application leaves it that has started once and read nothing: migrated, with
 * its queues. It is a copy of one that the first suite of a run makes. Gives its URL.
 */
export async function copyTemplateDatabase(): Promise<string> {
  const name = `e2e_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: urlOf() });
  await client.connect();
  try {
    await makeTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  } finally {
    await client.end();
  }
  return urlOf(name);
}

/** Of several suites that begin together one makes it; a name that is there is a whole database. */
async function makeTemplate(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`);
  const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = '${TEMPLATE}'`);
  if (found.rowCount === 0) {
    await client.query(`DROP DATABASE IF EXISTS ${UNFINISHED}`);
    await client.query(`CREATE DATABASE ${UNFINISHED}`);
    const config = readConfig({ LIVERC_ENABLED: 'false', LOG_LEVEL: 'silent' });
    const app = await createServer(config, urlOf(UNFINISHED), '/nowhere');
    await app.init();
    await app.close();
    await untilNobodyIsConnected(client);
    await client.query(`ALTER DATABASE ${UNFINISHED} RENAME TO ${TEMPLATE}`);
  }
  await client.query(`SELECT pg_advisory_unlock(${TEMPLATE_LOCK})`);
}

/** A connection that was closed here may still be closing there. */
async function untilNobodyIsConnected(client: Client): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = '${UNFINISHED}'`,
    );
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('somebody stays connected to the template database');
}

function urlOf(database?: string): string {
  const url = new URL(process.env['TEST_POSTGRES_URL'] as string);
  if (database) url.pathname = `/${database}`;
  return url.href;
}
