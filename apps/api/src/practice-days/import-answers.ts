import { HttpStatus, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IngestRangeResult, IngestResult } from '@trackside/contracts';
import { PracticeImports } from '@trackside/practice-days';
import type { IngestDto, IngestRangeDto } from './dto/imports.dto.js';
import { turnOf } from '../access/turns.js';

/** The answers to requests for imports. */
@Injectable()
export class ImportAnswers {
  constructor(private readonly imports: PracticeImports) {}

  async day(body: IngestDto, request: FastifyRequest, reply: FastifyReply): Promise<IngestResult> {
    const { track_id: trackId, date } = body;
    const turn = turnOf(request, trackId);
    const { again, ...result } = await this.imports.importDay(trackId, date, turn);
    void reply.status(again ? HttpStatus.OK : HttpStatus.CREATED);
    return result;
  }

  async days(body: IngestRangeDto): Promise<IngestRangeResult> {
    const { track_id, dates, start_date: startDate, end_date: endDate } = body;
    const wanted = dates ? { dates } : { startDate: startDate!, endDate: endDate! };
    return { job_id: await this.imports.importDays(track_id, wanted) };
  }
}
