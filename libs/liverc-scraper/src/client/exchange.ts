import type { IncomingMessage } from 'node:http';
import {
  LivercPageChangedError,
  LivercTimeoutError,
  LivercUnavailableError,
  type LivercError,
} from '../errors.js';
import { discardBody, readBody } from './body.js';
import { FORBIDDEN_ADDRESS } from './guarded-lookup.js';
import type { HttpTransport } from './http-transport.js';
import type { Outcome } from './outcome.js';
import { strayPart, type PageAddress } from './page-address.js';
import { decodePage, isPageType } from './page-text.js';
import { retryAfterMs } from './retry-after.js';
import { UnusableBodyError } from './unusable-body-error.js';

/** Largest page read, decompressed. A catalogue has 0.9 MB today. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One answered or failed request; an aborted one has none, it rejects. */
export type Exchange = { bytes: number; status: number | null } & (
  | { outcome: 'ok'; html: string }
  | {
      outcome: Exclude<Outcome, 'ok' | 'aborted'>;
      error: LivercError;
      /** Whether the same request may do better in a moment. */
      retryable: boolean;
      /** How long LiveRC asks us to stay away. */
      retryAfterMs?: number;
    }
);

/** What an exchange needs to know besides the address. */
export interface ExchangeOptions {
  /** From sending to the last byte, redirects included. */
  timeoutMs: number;
  /** Wall clock, for a `Retry-After` that is a date. */
  now: () => number;
  /** Called for each request that leaves, redirects included. */
  onSend: () => void;
}

/**
 * Asks for one page, once, following redirects that stay on the very same host.
 *
 * @throws the reason of `signal`, when it aborts; the connection is closed then
 */
export async function exchange(
  transport: HttpTransport,
  address: PageAddress,
  options: ExchangeOptions,
  signal: AbortSignal,
): Promise<Exchange> {
  signal.throwIfAborted();
  const whole = new AbortController();
  const stop = () => whole.abort();
  signal.addEventListener('abort', stop, { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    whole.abort();
  }, options.timeoutMs);
  try {
    return await askFollowing(transport, address, options, whole.signal);
  } catch (error) {
    signal.throwIfAborted();
    return late ? tooLate(address, options.timeoutMs) : failed(address, error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

async function askFollowing(
  transport: HttpTransport,
  address: PageAddress,
  options: ExchangeOptions,
  signal: AbortSignal,
): Promise<Exchange> {
  let url = new URL(address.href);
  for (let hops = 0; ; hops++) {
    options.onSend();
    const answer = await transport.send(url, address.origin, signal);
    if (!REDIRECTS.has(answer.statusCode!)) return interpret(answer, address, options, signal);
    const { location } = answer.headers;
    await discardBody(answer, signal);
    const next = location && URL.canParse(location, url.href) ? new URL(location, url) : null;
    const why = next ? strayPart(next, address.origin) : 'nowhere';
    if (!next || why) return changed(address, answer, `a redirect to another ${why}`);
    if (hops === MAX_REDIRECTS) return changed(address, answer, 'too many redirects');
    next.hash = '';
    url = next;
  }
}

async function interpret(
  answer: IncomingMessage,
  address: PageAddress,
  options: ExchangeOptions,
  signal: AbortSignal,
): Promise<Exchange> {
  const status = answer.statusCode!;
  if (status === 200 && isPageType(answer.headers['content-type'])) {
    const { content, wireBytes } = await readBody(answer, MAX_PAGE_BYTES, signal);
    return { outcome: 'ok', html: decodePage(content), status, bytes: wireBytes };
  }
  await discardBody(answer, signal);
  if (status === 200) {
    return changed(address, answer, `content of type ${answer.headers['content-type']}`);
  }
  if (status === 403) {
    const error = new LivercUnavailableError(
      `LiveRC refuses us (403): ${address.href}`,
      address.href,
    );
    return { outcome: 'refused', error, status, bytes: 0, retryable: false };
  }
  if (status !== 429 && status < 500) return changed(address, answer, `status ${status}`);
  return overloaded(answer, address, options.now());
}

function overloaded(answer: IncomingMessage, { href }: PageAddress, now: number): Exchange {
  const status = answer.statusCode!;
  const pauseMs = retryAfterMs(answer.headers['retry-after'], answer.headers.date, now);
  const seconds = pauseMs === undefined ? undefined : Math.ceil(pauseMs / 1000);
  const error = new LivercUnavailableError(`LiveRC answered ${status}: ${href}`, href, seconds);
  return { outcome: 'overloaded', error, status, bytes: 0, retryable: true, retryAfterMs: pauseMs };
}

function changed({ href }: PageAddress, answer: IncomingMessage | null, got: string): Exchange {
  const error = new LivercPageChangedError(
    `expected a page, got ${got.slice(0, 200)}: ${href}`,
    href,
  );
  const status = answer?.statusCode ?? null;
  return { outcome: 'changed', error, status, bytes: 0, retryable: false };
}

function tooLate({ href }: PageAddress, timeoutMs: number): Exchange {
  const error = new LivercTimeoutError(`LiveRC took longer than ${timeoutMs} ms: ${href}`, href);
  return { outcome: 'timeout', error, status: null, bytes: 0, retryable: false };
}

function failed(address: PageAddress, cause: unknown): Exchange {
  if (cause instanceof UnusableBodyError) {
    return {
      ...changed(address, null, `a body ${cause.message}`),
      bytes: cause.bytes,
      status: 200,
    };
  }
  const { href } = address;
  const code = (cause as NodeJS.ErrnoException).code ?? 'no code';
  if (/^HPE_(?!INVALID_EOF_STATE)/.test(code)) {
    return changed(address, null, `an answer that is not HTTP as we read it (${code})`);
  }
  const error = new LivercUnavailableError(
    `LiveRC cannot be reached (${code}): ${href}`,
    href,
    undefined,
    {
      cause,
    },
  );
  const retryable = code !== FORBIDDEN_ADDRESS;
  return { outcome: 'network', error, status: null, bytes: 0, retryable };
}
