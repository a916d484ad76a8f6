import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import type { ImportJob, Job } from '@trackside/contracts';
import { migrateDatabase } from '@trackside/database';
import { type JobKind, JobQueue, Jobs, JobsModule } from '@trackside/jobs';
import { letEverybodyBeLocal } from './support/local-user.js';
import { AppModule } from '../../apps/api/src/app.module.js';
import { readConfig } from '../../apps/api/src/config.js';
import { SCHEMA } from '../../apps/api/src/schema/schema.js';
import { createDatabase, until } from './support/trackside.js';

const QUEUE = {
  name: 'nothing',
  concurrency: 1,
  retries: 0,
  retryDelaySeconds: 1,
  maxSeconds: 60,
};
const ID = '00000000-0000-4000-8000-000000000001';

/** All that a new kind of job needs: this class, a line in its module, its word in the contract. */
@Injectable()
class NothingToDo implements JobKind, OnModuleInit {
  readonly kind = 'import';
  private state: Job['state'] = 'queued';

  constructor(
    private readonly queue: JobQueue,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
    this.queue.register(QUEUE, async () => {
      this.state = 'completed';
    });
  }

  async begin(): Promise<void> {
    await this.queue.send(QUEUE.name, ID, {});
  }

  async find(id: string): Promise<Job | null> {
    return id === ID ? { ...JOB, state: this.state } : null;
  }

  async cancel(id: string): Promise<boolean> {
    if (id === ID) this.state = 'cancelled';
    return id === ID;
  }
}

@Module({ imports: [JobsModule], providers: [NothingToDo] })
class NothingModule {}

const JOB: Omit<ImportJob, 'state'> = {
  id: ID,
  kind: 'import',
  track_id: ID,
  created_at: '2025-11-20T12:00:00.000Z',
  finished_at: null,
  days_total: 0,
  days_ended: 0,
  sessions_total: 0,
  sessions_read: 0,
  sessions_failed: 0,
  days: [],
  error: null,
};

/** The product with one more kind of job; nobody answers as LiveRC. */
async function start(queue?: object): Promise<NestFastifyApplication> {
  const databaseUrl = await createDatabase();
  await migrateDatabase(databaseUrl, { info: () => {}, error: () => {} }, SCHEMA);
  const config = readConfig({ LOG_LEVEL: 'silent', LIVERC_ENABLED: 'true', ...NOBODY });
  const builder = Test.createTestingModule({
    imports: [AppModule.of(config, databaseUrl), NothingModule],
  });
  if (queue) builder.overrideProvider(JobQueue).useValue(queue);
  const module = await builder.compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
    logger: false,
  });
  letEverybodyBeLocal(app);
  return app.init();
}

const NOBODY = {
  LIVERC_BASE_URL: 'http://127.0.0.1:9/{slug}',
  LIVERC_CATALOGUE_URL: 'http://127.0.0.1:9/',
};

describe('a job of a new kind', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await start();
  });

  afterAll(() => app.close());

  const stateOf = async (id: string): Promise<string> => {
    const answer = await app.inject({ method: 'GET', url: `/jobs/${id}` });
    return answer.statusCode === 200 ? (answer.json() as Job).state : String(answer.statusCode);
  };

  it('is found, worked on and followed to its end like any other', async () => {
    const before = await stateOf(ID);
    await app.get(NothingToDo, { strict: false }).begin();
    await until(async () => (await stateOf(ID)) === 'completed');
    const events = await app.inject({ method: 'GET', url: `/jobs/${ID}/events` });

    expect(before).toBe('queued');
    expect(events.body).toContain('event: done\n');
  });

  it('is cancelled like any other', async () => {
    const answer = await app.inject({ method: 'DELETE', url: `/jobs/${ID}` });

    expect([answer.statusCode, await stateOf(ID)]).toEqual([200, 'cancelled']);
  });
});

it('queues work at each tick of cron, and does none itself', async () => {
  const queued: string[] = [];
  const queue = {
    works: true,
    register: () => {},
    pause: () => {},
    resume: () => {},
    send: async (name: string) => void queued.push(name),
    sendAll: async (name: string) => void queued.push(name),
  };
  const app = await start(queue);
  const ticks = [...app.get(SchedulerRegistry).getCronJobs().values()];
  for (const tick of ticks) await tick.fireOnTick();
  await until(() => queued.length >= 12);
  await app.close();

  expect(queued.sort()).toEqual([
    'check-page-shapes',
    'complete-practice-month',
    'delete-removed-practice',
    'forget-ended-discoveries',
    'forget-ended-imports',
    'forget-kept-answers',
    'forget-privacy-requests',
    'forget-webhook-deliveries',
    'import-practice-day',
    'import-race-event',
    'list-practice-days-to-import',
    'read-catalogue',
  ]);
});
