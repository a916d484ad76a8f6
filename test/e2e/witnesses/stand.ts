import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { Clock } from '@trackside/calendar';
import { migrateDatabase } from '@trackside/database';
import { JobQueue } from '@trackside/jobs';
import { LivercScraper } from '@trackside/liverc-scraper';
import { trackIdOf } from '@trackside/tracks';
import { AppModule } from '../../../apps/api/src/app.module.js';
import { readConfig } from '../../../apps/api/src/config.js';
import { EnvelopeInterceptor } from '../../../apps/api/src/http/envelope.interceptor.js';
import { FailureFilter } from '../../../apps/api/src/http/failure.filter.js';
import { ContractValidationPipe } from '../../../apps/api/src/http/validation.pipe.js';
import { SCHEMA } from '../../../apps/api/src/schema/schema.js';
import { createDatabase } from '../support/trackside.js';
import { ConnectionCutter } from './connection-cutter.js';
import { PageSite } from './page-site.js';
import { trackOf } from './site-pages.js';
import { SteppedQueue } from './stepped-queue.js';
import { TestCache } from './test-cache.js';
import { letEverybodyBeLocal } from '../support/local-user.js';
import { TestClock } from './test-clock.js';

/** An answer of the API, read as JSON. */
export interface StandAnswer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Tables that tell nothing of practice. */
const KEPT_TABLES = ['migrations', 'schema_migrations', 'typeorm_metadata'];

/**
 * The API with its real store and scraper in this process, over a site whose pages are told, and
 * with clock, cache and queue that only the test moves.
 */
export class Stand {
  readonly clock = new TestClock();
  readonly site: PageSite;
  readonly queue = new SteppedQueue(this.clock);
  readonly cutter: ConnectionCutter;
  private readonly cache = new TestCache(this.clock);
  private app: NestFastifyApplication | null = null;
  private scraper: LivercScraper | null = null;
  private sequences = 0;
  private readonly sql: Client;
  private wipe = '';

  private constructor(
    private readonly databaseUrl: string,
    private readonly addresses: { baseUrl: string; catalogueUrl: string },
    site: PageSite,
  ) {
    this.site = site;
    this.sql = new Client({ connectionString: databaseUrl });
    this.cutter = new ConnectionCutter(databaseUrl);
  }

  static async open(): Promise<Stand> {
    const site = new PageSite();
    const addresses = await site.start();
    const databaseUrl = await createDatabase();
    await migrateDatabase(databaseUrl, { info: () => {}, error: () => {} }, SCHEMA);
    const stand = new Stand(databaseUrl, addresses, site);
    await stand.sql.connect();
    await stand.cutter.open();
    stand.clock.begin('2025-11-20T12:00:00Z');
    await stand.startApp();
    await stand.learnTables();
    return stand;
  }

  async close(): Promise<void> {
    await this.stopApp();
    await this.cutter.close();
    await this.sql.end();
    await this.site.stop();
  }

  /** A track that nobody has asked for, in a database that knows nothing else; gives its id. */
  async beginSequence(instant: string): Promise<string> {
    this.sequences += 1;
    const slug = `witness${this.sequences}`;
    const id = trackIdOf(slug);
    this.clock.begin(instant);
    this.queue.clear();
    await this.cache.clear();
    this.site.slug = slug;
    this.site.served = [];
    this.site.faults = null;
    const { name } = trackOf(slug);
    await this.sql.query(
      `${this.wipe} INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
       VALUES ('${id}', '${slug}', '${name}', '${name.toLowerCase()}', 'idle', false, now())`,
    );
    return id;
  }

  async get(path: string): Promise<StandAnswer> {
    const answer = await this.app!.inject({ method: 'GET', url: `/api/v1${path}` });
    return { status: answer.statusCode, body: answer.json() };
  }

  /** A download, without envelope, over a connection: a time-out belongs to it. */
  async getText(path: string): Promise<string> {
    return (await fetch(`${await this.app!.getUrl()}/api/v1${path}`)).text();
  }

  async post(path: string, body: object): Promise<StandAnswer> {
    const answer = await this.app!.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      payload: body,
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  /** Sessions in the database, served or not. */
  async countStoredSessions(): Promise<number> {
    const { rows } = await this.sql.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM practice_sessions',
    );
    return rows[0]!.count;
  }

  /** What cron does every minute or seldomer, then every job that is due. */
  async runJobs(): Promise<void> {
    for (const [name, job] of this.app!.get(SchedulerRegistry).getCronJobs()) {
      if (name !== 'catalogue') await job.fireOnTick();
    }
    await this.queue.runDue();
  }

  /** A new process over the same database: nothing in memory is left. */
  async restart(): Promise<void> {
    await this.stopApp();
    await this.cache.clear();
    await this.startApp();
  }

  private async startApp(): Promise<void> {
    const { baseUrl, catalogueUrl } = this.addresses;
    const config = readConfig({
      PORT: '0',
      LIVERC_BASE_URL: baseUrl,
      LIVERC_CATALOGUE_URL: catalogueUrl,
      LOG_LEVEL: 'silent',
      PREFETCH_REQUESTS_PER_DAY: '0',
    });
    this.scraper = new LivercScraper({
      baseUrl,
      catalogueUrl,
      contact: config.liverc.contact,
      maxConcurrency: config.liverc.maxConcurrency,
      enabled: true,
      monthTimeoutMs: 15_000,
      dayTimeoutMs: 25_000,
      backOffMs: 1,
      secondLookPauseMs: 0,
      failedPagePauseMs: 0,
      probePauseScale: 0,
    });
    const module = await Test.createTestingModule({
      imports: [AppModule.of(config, this.databaseUrl)],
    })
      .overrideProvider(Clock)
      .useValue(this.clock)
      .overrideProvider(JobQueue)
      .useValue(this.queue)
      .overrideProvider(CACHE_MANAGER)
      .useValue(this.cache)
      .overrideProvider(LivercScraper)
      .useValue(this.scraper)
      .compile();
    const app = module.createNestApplication<NestFastifyApplication>(
      new FastifyAdapter({ forceCloseConnections: true }),
      {
        logger: false,
      },
    );
    letEverybodyBeLocal(app);
    app.setGlobalPrefix('api/v1');
    app.useGlobalPipes(new ContractValidationPipe());
    app.useGlobalFilters(new FailureFilter());
    app.useGlobalInterceptors(new EnvelopeInterceptor());
    await app.listen(0, '127.0.0.1');
    for (const job of app.get(SchedulerRegistry).getCronJobs().values()) {
      await job.stop();
      job.waitForCompletion = true;
    }
    this.app = app;
  }

  private async stopApp(): Promise<void> {
    await this.app?.close();
    // What a module's user hands in, Nest does not end.
    this.scraper?.beforeApplicationShutdown();
    this.app = null;
  }

  private async learnTables(): Promise<void> {
    const { rows } = await this.sql.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const names = rows.map(({ name }) => name).filter((name) => !KEPT_TABLES.includes(name));
    // No file of a table is made anew, as TRUNCATE would; the order of the tables does not matter.
    this.wipe =
      'SET session_replication_role = replica;' +
      names.map((name) => `DELETE FROM "${name}";`).join('') +
      'SET session_replication_role = DEFAULT;';
  }
}
