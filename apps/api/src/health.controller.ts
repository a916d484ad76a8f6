import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { NotReadyError } from './http/failures.js';
import { Metrics } from './metrics.js';

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
    await this.database.query('SELECT 1').catch((cause: unknown) => {
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
