import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { DiscoverRangeResult } from '@trackside/contracts';
import {
  AnswerValidity,
  type DiscoveryRequest,
  PRACTICE_DAYS_OPTIONS,
  type PracticeDaysOptions,
  type Validity,
} from '@trackside/practice-days';
import { CompressedBytes } from '../http/compressed-bytes.js';

const MOST_BYTES = 64 * 1024 * 1024;
/** Before its bytes are made nobody knows how many they are: a year of a busy track. */
const GUESSED_BYTES = 80_000;

interface KeptAnswer {
  validity: Validity;
  data: DiscoverRangeResult;
  /** Made when the answer is given for the second time: most never are. */
  bytes: CompressedBytes | null;
}

/**
 * Whole answers about ranges, ready to be sent while nothing of what they say has changed: neither
 * database nor cache is asked.
 */
@Injectable()
export class KeptAnswers {
  private readonly answers = new LRUCache<string, KeptAnswer>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes }) => bytes?.length ?? GUESSED_BYTES,
  });

  constructor(
    private readonly validity: AnswerValidity,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /** Sends the answer to such a request if it is kept; false where it is not. */
  async send(
    wanted: DiscoveryRequest,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<boolean> {
    const key = keyOf(wanted);
    const kept = wanted.refresh ? undefined : this.answers.get(key);
    if (!kept) return false;
    if (!this.validity.holds(kept.validity)) {
      this.answers.delete(key);
      return false;
    }
    kept.bytes ??= bytesOf(kept.data);
    const { body, encoding } = await kept.bytes.acceptedBy(request);
    this.answers.set(key, kept);
    if (encoding) void reply.header('content-encoding', encoding);
    await reply.type('application/json; charset=utf-8').send(body);
    this.measure(kept.data);
    return true;
  }

  private measure({ months, practice_days: days, complete }: DiscoverRangeResult): void {
    const isSkipped = months.length > 0 && months.every(({ covered }) => covered);
    const answeredBy = isSkipped ? 'skipped' : 'store';
    const firstRowMs = days.length > 0 ? 0 : null;
    this.options.onDiscovery?.({ answeredBy, firstRowMs, elapsedMs: 0, complete });
  }

  /** What has to be remembered before an answer is made that may be kept. */
  revisionOf({ trackId }: DiscoveryRequest): number | null {
    return this.validity.revisionOf(trackId);
  }

  /** Keeps an answer that stays true for a while; no other. */
  keep(wanted: DiscoveryRequest, data: DiscoverRangeResult, revision: number | null): void {
    const { trackId, refresh } = wanted;
    const validity = revision === null ? null : this.validity.judge(data, trackId, revision);
    if (validity && !refresh) this.answers.set(keyOf(wanted), { validity, data, bytes: null });
  }
}

function keyOf(wanted: DiscoveryRequest): string {
  const { trackId, trackSlug, startDate, endDate, months, skipCovered } = wanted;
  return JSON.stringify([trackId, trackSlug, startDate, endDate, months, skipCovered]);
}

/** It takes no time to give it again. */
function bytesOf(data: DiscoverRangeResult): CompressedBytes {
  return new CompressedBytes(JSON.stringify({ success: true, data: { ...data, elapsed_ms: 0 } }));
}
