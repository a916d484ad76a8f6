import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import { inSpan, type SpanRequest } from '@trackside/tracing';
import { JOBS_OPTIONS, type JobsOptions } from '../options.js';
import type { QueuedJob, QueueDefinition, QueueLoad } from './queue-definition.js';

/** How soon the queue notices that a worker died: its job is then tried again. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 5;
/** Connections of the queue's own: one listens, the others fetch and settle. */
const CONNECTIONS = 3;
const DONE_KEPT_SECONDS = 86_400;
/** Jobs in one statement. */
const SENT_AT_ONCE = 1_000;
/** Priority of a job that a person waits for; the others have 0. */
const PEOPLE_FIRST = 10;
/** Workers hear of new jobs. They find retries, and jobs announced while cut off, by polling. */
const POLLING_SECONDS = 2;

/** An index holds the jobs that are not done, of queues with this policy: those that we make. */
const LOAD = `
  SELECT count(*) FILTER (WHERE state < 'active')::integer AS queued,
    count(*) FILTER (WHERE state = 'active')::integer AS running,
    min(created_on) FILTER (WHERE state < 'active' AND start_after <= now()) AS "oldestQueuedAt"
  FROM pgboss.job WHERE name = ANY ($1) AND state <= 'active' AND policy = 'exclusive'`;

type Handler = (job: QueuedJob<object>) => Promise<void>;

/**
 * Background jobs in PostgreSQL. They survive the death of any process. Two jobs with one key are
 * never queued or worked on at the same time, whatever the number of processes.
 */
@Injectable()
export class JobQueue
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  private readonly logger = new Logger(JobQueue.name);
  private readonly boss: PgBoss;
  private readonly queues: { definition: QueueDefinition; handle: Handler }[] = [];
  private readonly stopping = new AbortController();
  /** Aborts what is worked on when work pauses. */
  private working = new AbortController();
  private started: Promise<void> | null = null;
  /** Jobs that the pause has aborted. */
  private readonly interrupted: Pick<JobWithMetadata, 'name' | 'id'>[] = [];
  private isOpen = false;
  private hasWorkers = false;
  private turns: Promise<void> = Promise.resolve();

  constructor(@Inject(JOBS_OPTIONS) private readonly options: JobsOptions) {
    this.boss = new PgBoss({
      connectionString: options.databaseUrl,
      application_name: 'trackside-jobs',
      max: CONNECTIONS,
      // Processes that only queue jobs leave the upkeep to those that work on them.
      supervise: options.works,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      useListenNotify: options.works,
      schedule: false,
    });
    this.boss.on('error', this.report);
  }

  /** Whether this process works on jobs at the moment, or only queues them. */
  get works(): boolean {
    return this.options.works && !this.isPaused;
  }

  private get isPaused(): boolean {
    return this.working.signal.aborted;
  }

  /** Sets what is done with the jobs of a queue; called before the application has started. */
  register<Data extends object>(
    definition: QueueDefinition,
    handle: (job: QueuedJob<Data>) => Promise<void>,
  ): void {
    this.queues.push({ definition, handle: handle as Handler });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.start();
  }

  /**
   * Queues a job unless one with its key is queued or under way.
   *
   * @returns whether it was queued
   */
  async send(queue: string, key: string, data: object): Promise<boolean> {
    await this.start();
    return (await this.boss.send(queue, data, { singletonKey: key })) !== null;
  }

  /** Queues those jobs whose key no other job has that is queued or under way; a few statements. */
  async sendAll(queue: string, jobs: { key: string; data: object }[]): Promise<void> {
    await this.start();
    for (let start = 0; start < jobs.length; start += SENT_AT_ONCE) {
      const part = jobs.slice(start, start + SENT_AT_ONCE);
      await this.boss.insert(
        queue,
        part.map(({ key, data }) => ({ singletonKey: key, data })),
      );
    }
  }

  /** A waiting job with the key is done at once, before all others. One under way is left alone. */
  async hurry(queue: string, key: string): Promise<void> {
    await this.start();
    await this.boss.update({
      name: queue,
      options: { singletonKey: key, startAfter: new Date(), priority: PEOPLE_FIRST },
    });
  }

  /** The jobs of all processes that wait or are worked on. */
  async load(): Promise<QueueLoad> {
    await this.start();
    const names = this.queues.map(({ definition }) => definition.name);
    const { rows } = await this.boss.getDb().executeSql(LOAD, [names]);
    return rows[0] as QueueLoad;
  }

  /** Whether the queue can be reached; rejects when it can't. */
  async check(): Promise<void> {
    await this.start();
    await this.boss.getQueues();
  }

  /** Takes no job from now on. Those under way are aborted, and go back into their queue. */
  pause(): void {
    if (this.isPaused) return;
    this.working.abort(new Error('work on jobs pauses'));
    if (this.isOpen) this.inTurn(() => this.endWorkers()).catch(this.report);
  }

  /** Takes jobs again, after a pause. */
  resume(): void {
    if (!this.isPaused) return;
    this.working = new AbortController();
    if (this.isOpen) this.inTurn(() => this.beginWorkers()).catch(this.report);
  }

  onModuleDestroy(): void {
    this.stopping.abort(new Error('the process stops'));
  }

  /** Jobs under way go back into their queue; another process, or the next one, takes them. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.started?.catch(() => {});
    await this.boss.stop({ graceful: false });
  }

  private start(): Promise<void> {
    this.started ??= this.open();
    return this.started;
  }

  private async open(): Promise<void> {
    await this.boss.start();
    for (const { definition } of this.queues) await this.createQueue(definition);
    this.isOpen = true;
    await this.inTurn(() => this.beginWorkers());
  }

  /** Pauses that follow each other at once end as the last one wants it. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.turns.then(work);
    this.turns = turn.catch(() => {});
    return turn;
  }

  private async beginWorkers(): Promise<void> {
    if (!this.works || this.hasWorkers) return;
    this.hasWorkers = true;
    for (const { definition, handle } of this.queues) await this.work(definition, handle);
    // Otherwise they would wait like those that failed.
    for (const { name, id } of this.interrupted.splice(0)) {
      await this.boss.update({ name, options: { id, startAfter: new Date() } });
    }
  }

  private async endWorkers(): Promise<void> {
    if (this.works || !this.hasWorkers) return;
    this.hasWorkers = false;
    for (const { definition } of this.queues) {
      await this.boss.offWork(definition.name, { wait: false });
    }
  }

  private async createQueue(definition: QueueDefinition): Promise<void> {
    const rules = {
      retryLimit: definition.retries,
      retryDelay: definition.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: definition.maxSeconds,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: DONE_KEPT_SECONDS,
    };
    await this.boss.createQueue(definition.name, { policy: 'exclusive', notify: true, ...rules });
    await this.boss.updateQueue(definition.name, rules);
  }

  /**
   * Starts a worker for each job at a time. A worker that is done looks for the next job at once.
   */
  private async work(definition: QueueDefinition, handle: Handler): Promise<void> {
    const { name, concurrency, pollingSeconds = POLLING_SECONDS } = definition;
    const polling = {
      pollingIntervalSeconds: pollingSeconds,
      notifyPollingIntervalSeconds: pollingSeconds,
    };
    for (let count = 0; count < concurrency; count += 1) {
      const worker = await this.boss.work(
        name,
        { includeMetadata: true, ...polling },
        async (jobs: JobWithMetadata[]) => {
          for (const job of jobs) await this.attempt(name, job, handle);
          this.boss.notifyWorker(worker);
        },
      );
    }
  }

  private async attempt(queue: string, job: JobWithMetadata, handle: Handler): Promise<void> {
    const signal = AbortSignal.any([job.signal, this.stopping.signal, this.working.signal]);
    try {
      const isLastAttempt = job.retryCount >= job.retryLimit;
      await inSpan(spanOf(queue, job), () => handle({ data: job.data, signal, isLastAttempt }));
    } catch (error) {
      if (this.isPaused) this.interrupted.push(job);
      const reason = error instanceof Error ? error.message : String(error);
      if (!signal.aborted) this.logger.warn({ msg: 'a job failed', queue, ...job.data, reason });
      throw error;
    }
  }

  private readonly report = (error: Error): void => {
    // While the process stops, the queue's own queries lose their connections.
    if (!this.stopping.signal.aborted) this.logger.warn(error.message);
  };
}

function spanOf(queue: string, { id, retryCount }: JobWithMetadata): SpanRequest {
  const attributes = { 'job.queue': queue, 'job.id': id, 'job.attempt': retryCount + 1 };
  return { name: `job ${queue}`, kind: 'internal', attributes };
}
