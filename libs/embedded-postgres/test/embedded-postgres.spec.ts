import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/index.js';
import { ask, cleanUp, makeFolder } from './copies.js';

afterEach(cleanUp);

describe('an embedded PostgreSQL', () => {
  it('keeps its data over a restart, under a password of its own, at the port it is given', async () => {
    const dataDir = join(await makeFolder(), 'new', 'data');
    const first = await startEmbeddedPostgres({ dataDir, fast: true });
    await ask(first.url, 'CREATE TABLE lap AS SELECT 17.25 AS seconds');
    await first.stop();
    const { port } = new URL(first.url);
    const second = await startEmbeddedPostgres({ dataDir, port: Number(port), fast: true });

    expect(await ask(second.url, 'SELECT seconds::float FROM lap')).toBe(17.25);
    expect(new URL(second.url).port).toBe(port);
    const open = second.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(open, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await second.stop();
  });

  it('stores UTF-8, knows upper and lower case of all letters, and counts time in UTC', async () => {
    const url = process.env['TEST_POSTGRES_URL']!;

    expect(await ask(url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(url, "SELECT lower('ÅLAND ŻUŻEL')")).toBe('åland żużel');
    expect(await ask(url, 'SHOW timezone')).toBe('UTC');
  });

  it('delivers notifications from one connection to another', async () => {
    const url = process.env['TEST_POSTGRES_URL']!;
    const listener = new Client({ connectionString: url });
    await listener.connect();
    const heard = new Promise((resolve) => listener.once('notification', resolve));
    await listener.query('LISTEN months');
    await ask(url, "SELECT pg_notify('months', 'october')");

    expect(await heard).toMatchObject({ channel: 'months', payload: 'october' });
    await listener.end();
  });

  it('ends although clients are connected, and may be stopped twice', async () => {
    const server = await startEmbeddedPostgres({ dataDir: await makeFolder(), fast: true });
    const client = new Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    const before = Date.now();
    await Promise.all([server.stop(), server.stop()]);

    expect(Date.now() - before).toBeLessThan(5_000);
    await expect(ask(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('says what to do when the folder can not be used', async () => {
    const file = join(import.meta.dirname, 'embedded-postgres.spec.ts');

    await expect(startEmbeddedPostgres({ dataDir: file })).rejects.toThrow(
      /DATA_DIR.*DATABASE_URL/,
    );
  });
});
