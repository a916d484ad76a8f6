import type { IncomingMessage } from 'node:http';
import { discardBody, readBody } from './body.js';
import { broken, changed, overloaded, refused, tooLate, type Failure } from './failure.js';
import type { HttpTransport } from './http-transport.js';
import { awayFrom, type PageAddress } from './page-address.js';
import { decodePage, isPageType } from './page-text.js';
import { retryAfterMs } from './retry-after.js';

/** Largest page read, decompressed. A catalogue has 0.9 MB today. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One answered or failed request; an aborted one has none, it rejects. */
export type Exchange = Success | Failure;

interface Success {
  outcome: 'ok';
  html: string;
  status: number;
  /** Of the body, as they came over the network. */
  bytes: number;
}

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
    const result = await askFollowing(transport, address, options, whole.signal);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    signal.throwIfAborted();
    return late ? tooLate(address.href, options.timeoutMs) : broken(address.href, error);
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
    const why = next ? awayFrom(next, address) : 'nowhere';
    if (!next || why)
      return changed(address.href, answer.statusCode!, `a redirect to another ${why}`);
    if (hops === MAX_REDIRECTS)
      return changed(address.href, answer.statusCode!, 'too many redirects');
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
    const html = decodePage(content, answer.headers['content-type']);
    return { outcome: 'ok', html, status, bytes: wireBytes };
  }
  await discardBody(answer, signal);
  if (status === 200) {
    return changed(address.href, status, `content of type ${answer.headers['content-type']}`);
  }
  if (status === 403 || status === 407) return refused(address.href, status);
  if (status !== 429 && status < 500) return changed(address.href, status, `status ${status}`);
  const { 'retry-after': retryAfter, date } = answer.headers;
  return overloaded(address.href, status, retryAfterMs(retryAfter, date, options.now()));
}
