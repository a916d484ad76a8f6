import { HttpStatus, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JobClaims } from '@trackside/accounts';
import type { IngestRangeResult, IngestResult } from '@trackside/contracts';
import { KnownPracticeDays, PracticeImports } from '@trackside/practice-days';
import { Tracks } from '@trackside/tracks';
import type { IngestDto, IngestRangeDto } from './dto/imports.dto.js';
import { turnOf } from '../access/turns.js';

/** The answers to requests for imports. */
@Injectable()
export class ImportAnswers {
  constructor(
    private readonly imports: PracticeImports,
    private readonly claims: JobClaims,
    private readonly practice: KnownPracticeDays,
    private readonly tracks: Tracks,
  ) {}

  async day(body: IngestDto, request: FastifyRequest, reply: FastifyReply): Promise<IngestResult> {
    const { track_id: trackId, date } = body;
    await request.allowance?.import(1);
    const turn = turnOf(request, trackId);
    const { again, ...result } = await this.imports.importDay(trackId, date, turn);
    await this.claims.claim(request.principal!, result.job_id);
    void reply.status(again ? HttpStatus.OK : HttpStatus.CREATED);
    return result;
  }

  async days(
    body: IngestRangeDto,
    { allowance, principal }: FastifyRequest,
  ): Promise<IngestRangeResult> {
    const { track_id, dates, start_date: startDate, end_date: endDate } = body;
    await allowance?.import(dates?.length ?? (await this.countKnownDays(body)));
    const wanted = dates ? { dates } : { startDate: startDate!, endDate: endDate! };
    const jobId = await this.imports.importDays(track_id, wanted);
    await this.claims.claim(principal!, jobId);
    return { job_id: jobId };
  }

  /** As far as they are known; a range that nobody has read yet counts as one. */
  private async countKnownDays({
    track_id: trackId,
    start_date: startDate,
    end_date: endDate,
  }: IngestRangeDto): Promise<number> {
    const track = await this.tracks.find(trackId);
    const { practice_days: imported, discovered_practice_days: discovered } =
      await this.practice.find(track, startDate!, endDate!);
    return Math.max(1, (imported?.length ?? 0) + (discovered?.length ?? 0));
  }
}
