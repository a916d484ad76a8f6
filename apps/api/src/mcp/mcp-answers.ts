import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '@trackside/calendar';
import { Events, EventStudy } from '@trackside/events';
import { productVersion } from '@trackside/liverc-scraper';
import { Drivers, ImportedDays, KnownPracticeDays, TrackDrivers } from '@trackside/practice-days';
import { Catalogue, Tracks } from '@trackside/tracks';
import { ValidationFailedError } from '../http/failures.js';
import type { Sources } from './sources.js';

/** What the transport reads of a request; credentials are none of its business. */
const PASSED_ON = ['accept', 'content-type', 'mcp-protocol-version'] as const;

/** Answers messages of the Model Context Protocol, each for itself: no process remembers a client. */
@Injectable()
export class McpAnswers {
  private readonly logger = new Logger(McpAnswers.name);
  private readonly version = productVersion();
  private readonly sources: Omit<Sources, 'userId'>;

  constructor(
    catalogue: Catalogue,
    clock: Clock,
    days: ImportedDays,
    drivers: Drivers,
    events: Events,
    eventStudy: EventStudy,
    practice: KnownPracticeDays,
    trackDrivers: TrackDrivers,
    tracks: Tracks,
  ) {
    const races = { events, eventStudy };
    this.sources = { catalogue, clock, days, drivers, ...races, practice, trackDrivers, tracks };
  }

  /** @throws ValidationFailedError for several messages at once: each counts as a request */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (Array.isArray(request.body)) {
      const message = 'holds several messages: send each in a request of its own';
      throw new ValidationFailedError([{ field: 'body', message }]);
    }
    // Loaded with the first message: who never asks for it pays neither time nor memory.
    const { answerMessage } = await import('./protocol/answer-message.js');
    const sources = { ...this.sources, userId: request.principal!.userId };
    const caller = {
      sources,
      version: this.version,
      log: (error: unknown) => this.logger.error(error),
    };
    const response = await answerMessage(caller, headersOf(request), request.body);
    void reply.status(response.status);
    response.headers.forEach((value, name) => void reply.header(name, value));
    await reply.send(response.body === null ? undefined : await response.text());
  }
}

function headersOf({ headers }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
