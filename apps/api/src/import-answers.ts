import { HttpStatus, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IngestRangeResult, IngestResult } from '@trackside/contracts';
import { PracticeImports } from '@trackside/practice-days';
import { map } from 'rxjs';
import type { IngestDto, IngestRangeDto } from './dto/imports.dto.js';
import { RecordStream, SERVER_SENT_EVENTS } from './http/record-stream.js';
import { LOCAL_USER } from './local-user.js';
import { turnOf } from './turns.js';

/** What imports and their jobs are answered with. */
@Injectable()
export class ImportAnswers {
  constructor(
    private readonly imports: PracticeImports,
    private readonly records: RecordStream,
  ) {}

  async day(body: IngestDto, request: FastifyRequest, reply: FastifyReply): Promise<IngestResult> {
    const { track_id: trackId, date } = body;
    const turn = turnOf(request, trackId);
    const { again, ...result } = await this.imports.importDay(LOCAL_USER, trackId, date, turn);
    void reply.status(again ? HttpStatus.OK : HttpStatus.CREATED);
    return result;
  }

  async days(body: IngestRangeDto): Promise<IngestRangeResult> {
    const { track_id, dates, start_date: startDate, end_date: endDate } = body;
    const wanted = dates ? { dates } : { startDate: startDate!, endDate: endDate! };
    return { job_id: await this.imports.importDays(LOCAL_USER, track_id, wanted) };
  }

  async events(id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const records = await this.imports.follow(id);
    const sent = records.pipe(map((record) => ({ record })));
    this.records.send(sent, SERVER_SENT_EVENTS, request, reply);
  }
}
