import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Timelines } from '@trackside/practice-days';
import { RecordStream, SERVER_SENT_EVENTS } from '../http/record-stream.js';

/** How a discovery in the background is followed. */
@Injectable()
export class TimelineAnswers {
  constructor(
    private readonly timelines: Timelines,
    private readonly records: RecordStream,
  ) {}

  async events(jobId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const resumeFrom = request.headers['last-event-id'];
    const records = await this.timelines.follow(
      jobId,
      typeof resumeFrom === 'string' ? resumeFrom : undefined,
    );
    this.records.send(records, SERVER_SENT_EVENTS, request, reply);
  }
}
