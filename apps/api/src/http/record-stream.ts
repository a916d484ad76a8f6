import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { toJsonLine } from './json-line.js';

/** A record on its way out. */
export interface SentRecord {
  record: { type: string };
  /** Where a client that has the record can resume; left out where nothing can be resumed. */
  cursor?: string;
}

export interface StreamFormat {
  contentType: string;
  /** Stands in the first record's block: some clients take a block without data for a record. */
  preamble: string;
  encode(streamed: SentRecord): string;
}

/** How long a browser waits before it connects again, in milliseconds. */
const RETRY_MS = 2_000;

/** Server-Sent Events: `event:` is the record's type, `id:` the cursor to resume from. */
export const SERVER_SENT_EVENTS: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  preamble: `retry: ${RETRY_MS}\n`,
  encode: ({ record, cursor }) => {
    const id = cursor === undefined ? '' : `id: ${cursor}\n`;
    return `event: ${record.type}\n${id}data: ${lineOf(record)}\n\n`;
  },
};

/** One JSON record on each line. */
export const NDJSON: StreamFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  preamble: '',
  encode: ({ record }) => `${lineOf(record)}\n`,
};

/** Lines of records that are on their way: a crowd that shares a discovery shares its records. */
const lines = new WeakMap<object, string>();

function lineOf(record: object): string {
  const known = lines.get(record);
  if (known !== undefined) return known;
  const line = toJsonLine(record);
  lines.set(record, line);
  return line;
}

/** A client that leaves more bytes than this unread counts as gone. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** Writes records to a client as they come, and lets go of them when the client leaves. */
@Injectable()
export class RecordStream {
  private readonly logger = new Logger(RecordStream.name);
  private readonly open = new Map<string, number>();

  /** How many streams are under way, by their routes. */
  get openByRoute(): ReadonlyMap<string, number> {
    return this.open;
  }

  send(
    records: Observable<SentRecord>,
    format: StreamFormat,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    reply.hijack();
    const response = reply.raw;
    // The client may have left while the track was looked up.
    if (response.destroyed) return;
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': format.contentType,
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    if (request.method === 'HEAD') return void response.end();
    response.flushHeaders();
    let preamble = format.preamble;
    const subscription = records.subscribe({
      next: (streamed) => {
        response.write(preamble + format.encode(streamed));
        preamble = '';
        if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
      },
      // A stream without `done` is a cut one: the client resumes or asks again.
      error: (error: unknown) => {
        this.logger.error(error);
        response.destroy();
      },
      complete: () => response.end(),
    });
    const route = request.routeOptions.url ?? '';
    this.count(route, 1);
    response.once('close', () => {
      subscription.unsubscribe();
      this.count(route, -1);
    });
  }

  private count(route: string, more: number): void {
    this.open.set(route, (this.open.get(route) ?? 0) + more);
  }
}
