import type { Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { DatabaseBus, tell } from '@trackside/database';
import { DatabaseRelay } from './support/database-relay.js';
import { freePort } from './support/free-port.js';
import { copyTemplateDatabase } from './support/template-database.js';
import { query, startTrackside, until } from './support/trackside.js';

const CONNECTED = `
  SELECT pid FROM pg_stat_activity
  WHERE application_name = 'trackside-bus' AND datname = current_database()`;

describe('messages between processes', () => {
  let databaseUrl: string;
  let database: DataSource;
  let bus: DatabaseBus;
  let told: (string | null)[];
  let following: Subscription[];

  beforeAll(async () => {
    databaseUrl = await copyTemplateDatabase();
    database = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
  });

  beforeEach(() => {
    [told, following] = [[], []];
    bus = new DatabaseBus(databaseUrl);
  });

  afterEach(async () => {
    for (const each of following) each.unsubscribe();
    await bus.beforeApplicationShutdown();
  });

  afterAll(() => database.destroy());

  const follow = (of = bus): void => {
    following.push(of.listen('trackside_months').subscribe((payload) => told.push(payload)));
  };
  const connections = () => query<{ pid: number }>(databaseUrl, CONNECTED);

  it('come to who listens, after word that listening has begun', async () => {
    follow();
    await until(() => told.length === 1);
    await tell(database, 'trackside_months', 'October');
    await until(() => told.length === 2);

    expect(told).toEqual([null, 'October']);
    expect(bus.isConnected).toBe(true);
  });

  it('of a transaction come with its commit, and never after a rollback', async () => {
    follow();
    await until(() => told.length === 1);
    const rolledBack = database.transaction(async (transaction) => {
      await tell(transaction, 'trackside_months', 'September');
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await database.transaction(async (transaction) => {
      await tell(transaction, 'trackside_months', 'August');
      await transaction.query('SELECT 1');
      expect(told).toEqual([null]);
    });
    await until(() => told.length === 2);

    expect(told).toEqual([null, 'August']);
  });

  it('take one connection for all who listen, and none while nobody does', async () => {
    expect(await connections()).toHaveLength(0);
    follow();
    await until(() => told.length === 1);
    follow();
    following.push(bus.listen('trackside_others').subscribe());

    expect(told).toEqual([null, null]);
    expect(await connections()).toHaveLength(1);
  });

  it('come again after PostgreSQL has ended the connection, with word that some were missed', async () => {
    let again = 0;
    following.push(bus.connectedAgain.subscribe(() => (again += 1)));
    follow();
    await until(() => told.length === 1);
    const [{ pid } = { pid: 0 }] = await connections();
    await query(databaseUrl, `SELECT pg_terminate_backend(${pid})`);
    await until(() => told.length === 2);
    await tell(database, 'trackside_months', 'July');
    await until(() => told.length === 3);

    expect(told).toEqual([null, null, 'July']);
    expect(again).toBe(1);
  });

  it('come as soon as a server is there that was not there at first', async () => {
    const port = await freePort();
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${port}`;
    const patient = new DatabaseBus(url.href);
    follow(patient);
    expect(patient.isConnected).toBe(false);
    const relay = await DatabaseRelay.to(databaseUrl, port);
    await until(() => told.length === 1);

    expect(told).toEqual([null]);
    await patient.beforeApplicationShutdown();
    await relay.close();
  });

  it('end with the process at once, though the server does not answer any more', async () => {
    const relay = await DatabaseRelay.to(databaseUrl);
    const cutOff = new DatabaseBus(relay.url);
    let isOver = false;
    following.push(
      cutOff.listen('trackside_months').subscribe({ complete: () => (isOver = true) }),
    );
    await until(() => cutOff.isConnected);
    relay.isFrozen = true;
    const startedAt = performance.now();
    await cutOff.beforeApplicationShutdown();

    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(isOver).toBe(true);
    await relay.close();
  });

  it('end with the process at once, though the server has not answered yet', async () => {
    const relay = await DatabaseRelay.to(databaseUrl);
    relay.isFrozen = true;
    const waiting = new DatabaseBus(relay.url);
    follow(waiting);
    await until(() => relay.connections > 0);
    await waiting.beforeApplicationShutdown();

    expect(told).toEqual([]);
    await relay.close();
  });

  it('are no longer listened to when the last one has left', async () => {
    const relay = await DatabaseRelay.to(databaseUrl);
    const slow = new DatabaseBus(relay.url);
    follow(slow);
    await until(() => told.length === 1);
    relay.hold();
    following.pop()!.unsubscribe();
    await tell(database, 'trackside_months', 'June');
    follow(slow);
    relay.release();
    await until(() => told.length > 1);
    await tell(database, 'trackside_months', 'May');
    await until(() => told.includes('May'));

    expect(told).toEqual([null, null, 'May']);
    await slow.beforeApplicationShutdown();
    await relay.close();
  });

  it('are refused when they are too long, or bear no name of a channel', async () => {
    await expect(tell(database, 'trackside_months', '\u00e9'.repeat(4_000))).rejects.toThrow(
      'expected a payload of 7999 bytes at most, got 8000',
    );
    await expect(tell(database, 'trackside_months', 'e'.repeat(7_999))).resolves.toBeUndefined();
    await expect(tell(database, 'trackside_a;', '')).rejects.toThrow('expected a channel');
    expect(() => bus.listen('trackside_A')).toThrow('expected a channel');
  });
});

describe('behind a pooler', () => {
  it('requests give no parameter that it refuses, and listening goes past it', async () => {
    const databaseUrl = await copyTemplateDatabase();
    const [pooler, server] = [
      await DatabaseRelay.to(databaseUrl),
      await DatabaseRelay.to(databaseUrl),
    ];
    const nobody = {
      baseUrl: 'http://127.0.0.1:1/{slug}',
      catalogueUrl: 'http://127.0.0.1:1/',
      port: 1,
    };
    const running = await startTrackside(pooler.url, nobody, {
      DATABASE_URL: pooler.url,
      DATABASE_LISTEN_URL: server.url,
    });
    const { status } = await running.agent.get('/readyz');
    await running.close();

    expect(status).toBe(200);
    expect([...pooler.refused]).toEqual([]);
    expect(pooler.connections).toBeGreaterThan(0);
    expect(server.connections).toBeGreaterThan(0);
    await Promise.all([pooler.close(), server.close()]);
  });
});
