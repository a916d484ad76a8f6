import { Observable, type Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { DatabaseBus } from '@trackside/database';
import { LeaseStore } from '../../libs/jobs/src/lease/lease-store.js';
import { Leases } from '../../libs/jobs/src/lease/leases.js';
import { copyTemplateDatabase } from './support/template-database.js';
import { query, until } from './support/trackside.js';

const UNIT = 'month of a track';

/** What a process has of leases. */
class Process {
  readonly told: string[] = [];
  readonly leases: Leases;
  private readonly bus: DatabaseBus;
  private readonly working = new Map<string, Subscription>();

  constructor(database: DataSource, databaseUrl: string) {
    this.bus = new DatabaseBus(databaseUrl);
    this.leases = new Leases(new LeaseStore(database), this.bus);
    this.leases.onApplicationBootstrap();
  }

  get backend(): number | null {
    return this.bus.backend;
  }

  /** Wants the unit, for work that ends when it is told to. */
  want(name: string, unit = UNIT, isUrgent = true): void {
    const work = (): Observable<string> =>
      new Observable((subscriber) => {
        subscriber.next(`${name} works`);
        return () => void this.told.push(`${name} is left`);
      });
    const meanwhile = (): Observable<string> =>
      new Observable((subscriber) => subscriber.next(`${name} waits`));
    const working = this.leases
      .during(unit, { work, meanwhile, isUrgent: () => isUrgent })
      .subscribe({
        next: (word) => this.told.push(word),
        error: (error: Error) => this.told.push(error.message),
      });
    this.working.set(name, working);
  }

  leave(name: string): void {
    this.working.get(name)?.unsubscribe();
  }

  async end(): Promise<void> {
    await this.leases.beforeApplicationShutdown();
    for (const each of this.working.values()) each.unsubscribe();
    await this.bus.beforeApplicationShutdown();
  }
}

describe('a unit of work', () => {
  let databaseUrl: string;
  let database: DataSource;
  let one: Process;
  let other: Process;

  beforeAll(async () => {
    databaseUrl = await copyTemplateDatabase();
    database = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
  });

  beforeEach(async () => {
    await query(databaseUrl, 'TRUNCATE leases');
    one = new Process(database, databaseUrl);
    other = new Process(database, databaseUrl);
    await until(() => one.backend !== null && other.backend !== null);
  });

  afterEach(() => Promise.all([one.end(), other.end()]));

  afterAll(() => database.destroy());

  const leases = () => query<{ unit: string }>(databaseUrl, 'SELECT unit FROM leases');
  async function bothWant(): Promise<void> {
    one.want('one');
    await until(() => one.told.includes('one works'));
    other.want('other');
    await until(() => other.told.includes('other waits'));
  }

  it('is one process’s until it leaves, then at once the other’s, then nobody’s', async () => {
    await bothWant();
    one.leave('one');
    await until(() => other.told.includes('other works'));
    other.leave('other');
    await until(async () => (await leases()).length === 0);

    expect(one.told).toEqual(['one works', 'one is left']);
    expect(other.told).toEqual(['other waits', 'other works', 'other is left']);
  });

  it('hinders no other unit', async () => {
    one.want('one');
    other.want('other', 'another month');

    await until(
      () => [...one.told, ...other.told].filter((word) => /works/.test(word)).length === 2,
    );
  });

  it('goes on within its process without a wait', async () => {
    one.want('first');
    await until(() => one.told.includes('first works'));
    one.want('second');
    await until(() => one.told.includes('second works'));
    one.leave('first');

    expect(one.told).not.toContain('second waits');
    await until(async () => (await leases()).length === 1);
  });

  it('is free at once when its process’s connection ends, as it does with the process', async () => {
    await bothWant();
    await query(databaseUrl, `SELECT pg_terminate_backend(${one.backend})`);

    await until(() => other.told.includes('other works'), 3_000);
  });

  it('is free when its process has not been heard of for too long', async () => {
    await bothWant();
    await query(databaseUrl, "UPDATE leases SET expires_at = now() - interval '1 second'");

    await until(() => other.told.includes('other works'), 3_000);
  });

  it('is free when its process stops', async () => {
    await bothWant();
    await one.leases.beforeApplicationShutdown();

    await until(() => other.told.includes('other works'), 3_000);
  });

  it('that nobody waits for makes way for a person’s, and ends', async () => {
    one.want('one', UNIT, false);
    await until(() => one.told.includes('one works'));
    other.want('other');
    await until(() => other.told.includes('other works'));

    expect(other.told).not.toContain('other waits');
    await until(() => one.told.includes('one is left'));
  });

  it('that nobody waits for waits for a person’s, and for another that nobody waits for', async () => {
    one.want('one');
    await until(() => one.told.includes('one works'));
    other.want('other', UNIT, false);
    await until(() => other.told.includes('other waits'));
    one.leave('one');
    await until(() => other.told.includes('other works'));
    one.want('again', UNIT, false);
    await until(() => one.told.includes('again waits'));

    expect(other.told).not.toContain('other is left');
  });

  it('is let go of although whoever wanted it left before it was granted', async () => {
    one.want('one');
    one.leave('one');
    other.want('other');

    await until(() => other.told.includes('other works'));
    expect(one.told).not.toContain('one works');
  });

  it('is renewed for as long as the work takes', async () => {
    one.want('one');
    await until(() => one.told.includes('one works'));
    await query(databaseUrl, "UPDATE leases SET expires_at = now() + interval '1 second'");

    await until(async () => {
      const [lease] = await query<{ lasts: boolean }>(
        databaseUrl,
        "SELECT expires_at > now() + interval '5 seconds' AS lasts FROM leases",
      );
      return lease!.lasts;
    });
  });

  it('fails where the database can’t be asked', async () => {
    const broken = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
    const process = new Process(broken, databaseUrl);
    await broken.destroy();
    process.want('one');

    await until(() => process.told.some((word) => !/waits/.test(word)));
    expect(process.told.join()).not.toContain('works');
    await process.end();
  });
});
