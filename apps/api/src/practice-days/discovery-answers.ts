import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DiscoverMonthResult } from '@trackside/contracts';
import { type DiscoveryRequest, PracticeDiscovery } from '@trackside/practice-days';
import type {
  DiscoverMonthDto,
  DiscoverRangeDto,
  DiscoverStreamQueryDto,
} from './dto/discovery.dto.js';
import { NDJSON, RecordStream, SERVER_SENT_EVENTS } from '../http/record-stream.js';
import { KeptAnswers } from './kept-answers.js';
import { turnOf } from '../access/turns.js';

/** The three forms in which a discovery is answered: JSON, NDJSON, Server-Sent Events. */
@Injectable()
export class DiscoveryAnswers {
  constructor(
    private readonly discovery: PracticeDiscovery,
    private readonly kept: KeptAnswers,
    private readonly records: RecordStream,
  ) {}

  month(
    body: DiscoverMonthDto,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<DiscoverMonthResult> {
    const wanted = {
      trackId: body.track_id,
      trackSlug: body.track_slug,
      months: [{ year: body.year, month: body.month }],
      refresh: body.refresh,
      skipCovered: false,
      sessions: body.detail === 'full',
      turn: turnOf(request, body.track_id),
    };
    return this.discovery.discoverMonth(wanted, whenClientLeaves(reply));
  }

  async range(body: DiscoverRangeDto, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const wanted = toRequest(body, request);
    if (body.stream) {
      const records = await this.discovery.stream(wanted);
      this.records.send(records, NDJSON, request, reply);
      return;
    }
    const revision = this.kept.revisionOf(wanted);
    const data = await this.discovery.collect(wanted, whenClientLeaves(reply));
    this.kept.keep(request, wanted, data, revision);
    await reply.send({ success: true, data });
  }

  async events(
    query: DiscoverStreamQueryDto,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const resumeFrom = request.headers['last-event-id'];
    const records = await this.discovery.stream(
      toRequest(query, request),
      typeof resumeFrom === 'string' ? resumeFrom : undefined,
    );
    this.records.send(records, SERVER_SENT_EVENTS, request, reply);
  }
}

function toRequest(
  asked: DiscoverRangeDto | DiscoverStreamQueryDto,
  request: FastifyRequest,
): DiscoveryRequest {
  return {
    trackId: asked.track_id,
    trackSlug: asked.track_slug,
    startDate: asked.start_date,
    endDate: asked.end_date,
    months: 'months' in asked ? asked.months : undefined,
    refresh: asked.refresh,
    skipCovered: asked.skip_covered,
    turn: turnOf(request, asked.track_id),
  };
}

/** Aborts when the connection ends before the answer is sent. */
function whenClientLeaves(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort();
  });
  return leaving.signal;
}
