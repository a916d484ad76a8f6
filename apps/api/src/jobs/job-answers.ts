import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map } from 'rxjs';
import { Jobs } from '@trackside/jobs';
import { RecordStream, SERVER_SENT_EVENTS } from '../http/record-stream.js';

/** How a job is followed. */
@Injectable()
export class JobAnswers {
  constructor(
    private readonly jobs: Jobs,
    private readonly records: RecordStream,
  ) {}

  async events(id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const records = await this.jobs.follow(id);
    const sent = records.pipe(map((record) => ({ record })));
    this.records.send(sent, SERVER_SENT_EVENTS, request, reply);
  }
}
