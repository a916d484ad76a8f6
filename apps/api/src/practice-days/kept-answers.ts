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
/** Bytes of a question; nobody who means well needs more. */
const MOST_WORDS = 1_000;
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

  /** Sends the answer to a question asked in the same words if it is kept; false where it is not. */
  async send(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const key = wordsOf(request);
    const kept = key === null ? undefined : this.answers.get(key);
    if (key === null || !kept) return false;
    if (!this.validity.holds(kept.validity)) {
      this.answers.delete(key);
      return false;
    }
    const before = kept.bytes?.length ?? 0;
    kept.bytes ??= bytesOf(kept.data);
    const { body, encoding } = await kept.bytes.acceptedBy(request);
    // What it weighs is reckoned when it is set.
    if (kept.bytes.length > before) this.answers.set(key, kept);
    if (encoding) void reply.header('content-encoding', encoding);
    await reply.type('application/json; charset=utf-8').send(body);
    this.measure(kept.data);
    return true;
  }

  private measure({ months, practice_days: days, complete }: DiscoverRangeResult): void {
    const isSkipped = months.length > 0 && months.every(({ covered }) => covered);
    const answeredBy = isSkipped ? 'skipped' : 'store';
    const firstRowMs = days.length > 0 ? 0 : null;
    const found = months.map(({ status, source }) => ({ status, source: source ?? 'none' }));
    const measured = { answeredBy, firstRowMs, elapsedMs: 0, complete, months: found } as const;
    this.options.onDiscovery?.({ ...measured, isKept: true });
  }

  /** What has to be remembered before an answer is made that may be kept. */
  revisionOf({ trackId }: DiscoveryRequest): number | null {
    return this.validity.revisionOf(trackId);
  }

  /**
   * Keeps an answer that stays true for a while; no other.
   *
   * @param request whose question was found to be one that may be asked
   */
  keep(
    request: FastifyRequest,
    { trackId, refresh }: DiscoveryRequest,
    data: DiscoverRangeResult,
    revision: number | null,
  ): void {
    const key = wordsOf(request);
    if (key === null || revision === null || refresh) return;
    const validity = this.validity.judge(data, trackId, revision);
    if (validity) this.answers.set(key, { validity, data, bytes: null });
  }
}

/**
 * The question as it was asked: it need not be checked a second time. Null for one that is too long to
 * be kept; how long it is its head says, so that nothing endless is looked into. Null for one with a
 * key of its own, too: its answer is kept by that.
 */
function wordsOf({ body, headers, url }: FastifyRequest): string | null {
  const isKeyed = headers['idempotency-key'] !== undefined;
  const isShort = Number(headers['content-length']) + url.length <= MOST_WORDS;
  return isShort && !isKeyed ? JSON.stringify([url, body]) : null;
}

/** It takes no time to give it again. */
function bytesOf(data: DiscoverRangeResult): CompressedBytes {
  return new CompressedBytes(JSON.stringify({ success: true, data: { ...data, elapsed_ms: 0 } }));
}
