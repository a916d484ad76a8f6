import { setTimeout } from 'node:timers/promises';
import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { NotReadyError } from './http/failures.js';
import { Metrics } from './metrics.js';

/** Shorter than the patience of whoever asks. */
const PROBE_TIMEOUT_MS = 3_000;

/** For orchestrators and monitors. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  /** Ready means the database answers; LiveRC and the catalogue don't count. */
  @Get('readyz')
  async ready(): Promise<{ status: 'ready' }> {
    const answer = this.database.query('SELECT 1');
    const patience = setTimeout(PROBE_TIMEOUT_MS, null, { ref: false }).then(() => {
      throw new Error('no answer in time');
    });
    await Promise.race([answer, patience]).catch((cause: unknown) => {
      throw new NotReadyError('the database', { cause });
    });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('cache-control', 'no-store')
  async prometheus(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.contentType).send(await this.metrics.print());
  }
}
