import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RunningDays } from '@trackside/practice-days';
import { RecordStream, SERVER_SENT_EVENTS } from '../http/record-stream.js';
import type { LiveDayQueryDto } from './dto/live-day.dto.js';

/** How a running day is followed. */
@Injectable()
export class LiveDayAnswers {
  constructor(
    private readonly days: RunningDays,
    private readonly records: RecordStream,
  ) {}

  async events(
    { track_id, last_event_id }: LiveDayQueryDto,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const resumeFrom = request.headers['last-event-id'];
    const records = await this.days.follow(
      track_id,
      typeof resumeFrom === 'string' ? resumeFrom : last_event_id,
    );
    this.records.send(records, SERVER_SENT_EVENTS, request, reply);
  }
}
