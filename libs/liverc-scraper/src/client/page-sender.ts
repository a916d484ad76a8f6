import { inSpan, type SpanAttributes, type SpanRequest } from '@trackside/tracing';
import type { LivercScraperOptions } from '../liverc-scraper.options.js';
import { exchange, type Exchange } from './exchange.js';
import type { HttpTransport } from './http-transport.js';
import type { Lane } from './outcome.js';
import type { PageAddress } from './page-address.js';
import type { Pass } from './visit.js';

/** One request for a page. */
export interface Sending {
  address: PageAddress;
  lane: Lane;
  timeoutMs: number;
  /** Which request for the page it is, from 1. */
  attempt: number;
}

/** Sends requests, each with the right that a pass gives, and reports what came of them. */
export class PageSender {
  private count = 0;

  /**
   * @param now wall clock, milliseconds
   * @param ticks monotonic milliseconds
   */
  constructor(
    private readonly transport: HttpTransport,
    private readonly now: () => number,
    private readonly ticks: () => number,
    private readonly onRequest: LivercScraperOptions['onRequest'],
  ) {}

  /** Requests sent since the process began, redirects included. */
  get requests(): number {
    return this.count;
  }

  /**
   * Sends one request and gives the right back.
   *
   * @throws the signal's reason, when it aborts
   */
  async send(sending: Sending, pass: Pass, signal: AbortSignal): Promise<Exchange> {
    const startedAt = this.ticks();
    const { address, timeoutMs } = sending;
    const settings = { timeoutMs, now: this.now, onSend: () => void this.count++ };
    let result: Exchange | null = null;
    try {
      const ask = () => exchange(this.transport, address, settings, signal);
      result = await inSpan(spanOf(sending), ask, toAttributes);
      return result;
    } finally {
      const failure = result && result.outcome !== 'ok' ? result : null;
      const outcome = result?.outcome ?? 'aborted';
      pass.leave({ outcome, cause: failure?.cause, pauseMs: failure?.pauseMs });
      this.report(sending, result, this.ticks() - startedAt);
    }
  }

  private report(sending: Sending, result: Exchange | null, durationMs: number): void {
    const { address, attempt, lane } = sending;
    this.onRequest?.({
      page: address.page,
      slug: address.slug,
      url: address.href,
      status: result?.status ?? null,
      durationMs,
      bytes: result?.bytes ?? 0,
      attempt,
      outcome: result?.outcome ?? 'aborted',
      lane,
    });
  }
}

/** Nothing of it goes to LiveRC. */
function spanOf({ address, attempt, lane }: Sending): SpanRequest {
  const { page, href } = address;
  const asked = { 'http.request.method': 'GET', 'url.full': href };
  const attributes = {
    ...asked,
    'liverc.page': page,
    'liverc.lane': lane,
    'liverc.attempt': attempt,
  };
  return { name: `LiveRC ${page}`, kind: 'client', attributes };
}

function toAttributes({ outcome, status, bytes }: Exchange): SpanAttributes {
  const told = { 'liverc.outcome': outcome, 'http.response.body.size': bytes };
  return status === null ? told : { ...told, 'http.response.status_code': status };
}
