import { setTimeout } from 'node:timers/promises';
import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { DatabaseRoom, missingFromSchema, SchemaIncompleteError } from '@trackside/database';
import { JobQueue } from '@trackside/jobs';
import { SingleFlight } from '@trackside/streams';
import { NotReadyError } from '../http/failures.js';
import { Metrics } from './metrics.js';
import { StateMetrics } from './state-metrics.js';
import { SCHEMA } from '../schema/schema.js';

/** Shorter than the patience of whoever asks. */
const PROBE_TIMEOUT_MS = 3_000;

/** For orchestrators and monitors. */
@ApiExcludeController()
@Controller()
export class HealthController {
  /** Many may ask at once while the database is already in trouble. */
  private readonly looking = new SingleFlight<{ status: 'ready' }>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly queue: JobQueue,
    private readonly metrics: Metrics,
    private readonly room: DatabaseRoom,
    private readonly states: StateMetrics,
  ) {}

  @Get('healthz')
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  /**
   * Ready means that database and queue answer, and that the database has room to write and what
   * the code needs; LiveRC and the catalogue don't count.
   */
  @Get('readyz')
  ready(): Promise<{ status: 'ready' }> {
    return this.looking.run('ready', () => this.look());
  }

  private async look(): Promise<{ status: 'ready' }> {
    const queue = answersInTime('the queue', this.queue.check());
    // A queue answers again by itself, a schema does not: what it lacks is told first.
    queue.catch(() => undefined);
    const lookingForMissing = missingFromSchema(this.database, SCHEMA.expected);
    const missing = await answersInTime('the database', lookingForMissing);
    if (missing.length > 0) throw new SchemaIncompleteError(missing);
    await queue;
    await this.room.check((sql) => answersInTime('the database', this.database.query(sql)));
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('cache-control', 'no-store')
  async prometheus(@Res() reply: FastifyReply): Promise<void> {
    const printed = await Promise.all([this.metrics.print(), this.states.print()]);
    await reply.type(this.metrics.contentType).send(printed.join(''));
  }
}

/** @throws NotReadyError when the answer does not come, or comes too late */
async function answersInTime<T>(what: string, answer: Promise<T>): Promise<T> {
  const patience = setTimeout(PROBE_TIMEOUT_MS, null, { ref: false }).then((): never => {
    throw new Error('no answer in time');
  });
  return Promise.race([answer, patience]).catch((cause: unknown) => {
    throw new NotReadyError(what, { cause });
  });
}
