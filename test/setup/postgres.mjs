// One PostgreSQL for the whole run. Suites find it in TEST_POSTGRES_URL, a superuser's URL, and
// create a database each.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript-resolution.mjs';

export default async function startTestPostgres() {
  const { startEmbeddedPostgres } = await import('../../libs/embedded-postgres/src/index.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'trackside-test-postgres-'));
  const server = await startEmbeddedPostgres({ dataDir, fast: true });
  process.env['TEST_POSTGRES_URL'] = server.url;
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
