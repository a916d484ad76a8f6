import { isAxiosError } from 'axios';
import { FORBIDDEN_ADDRESS } from '@trackside/addresses';
import {
  LivercPageChangedError,
  LivercTimeoutError,
  LivercUnavailableError,
  type LivercError,
} from '../errors.js';
import { LONGEST_WAIT_MS } from './gate.js';
import { ProxyError } from './http-transport.js';
import { KEPT_TO_THE_LETTER_MS } from './pause.js';
import type { Outcome } from './outcome.js';
import { DamagedBodyError, UnusableBodyError } from './unusable-body-error.js';

/** A request that brought no page. */
export interface Failure {
  outcome: Exclude<Outcome, 'ok' | 'aborted'>;
  error: LivercError;
  /** Why, in a few words without the address. */
  cause: string;
  /** Whether the same request may do better in a moment. */
  retryable: boolean;
  /** How long LiveRC asks us to stay away. */
  pauseMs?: number;
  /** HTTP status; null without an answer. */
  status: number | null;
  /** Of the body, as far as it was read. */
  bytes: number;
}

/** The answer is no page we can use; `got` says what it is instead. */
export function changed(url: string, status: number | null, got: string, bytes = 0): Failure {
  const cause = got.slice(0, 200);
  const error = new LivercPageChangedError(`expected a page, got ${cause}: ${url}`, url);
  return { outcome: 'changed', error, cause, status, bytes, retryable: false };
}

/** LiveRC answered 403, or a proxy 407. */
export function refused(url: string, status: 403 | 407): Failure {
  const who = status === 403 ? 'LiveRC refuses our requests' : 'the proxy wants to know who asks';
  const error = new LivercUnavailableError(`${who} (${status}): ${url}`, url);
  return {
    outcome: 'refused',
    error,
    cause: `status ${status}`,
    status,
    bytes: 0,
    retryable: false,
  };
}

/** LiveRC answered 429 or 5xx, and maybe asked us to stay away for a while. */
export function overloaded(url: string, status: number, pauseMs: number | undefined): Failure {
  const cause = `status ${status}`;
  // A longer pause is probed after that time, so that asking again may help then.
  const helpsInMs = pauseMs && Math.min(pauseMs, KEPT_TO_THE_LETTER_MS);
  const seconds = helpsInMs && Math.ceil(helpsInMs / 1000);
  const error = new LivercUnavailableError(`LiveRC answered ${status}: ${url}`, url, seconds);
  const retryable = (pauseMs ?? 0) <= LONGEST_WAIT_MS;
  return { outcome: 'overloaded', error, cause, status, bytes: 0, retryable, pauseMs };
}

/** The deadline passed before the whole page was there. */
export function tooLate(url: string, timeoutMs: number): Failure {
  const cause = `no whole answer within ${Math.round(timeoutMs)} ms`;
  const error = new LivercTimeoutError(`LiveRC gave ${cause}: ${url}`, url);
  return { outcome: 'timeout', error, cause, status: null, bytes: 0, retryable: false };
}

/** The answer was damaged on the way: no more known of the page than after a reset. */
function damaged(url: string, { message, bytes }: DamagedBodyError): Failure {
  const cause = `a body that is ${message}`;
  const error = new LivercUnavailableError(`LiveRC's page arrived damaged, ${cause}: ${url}`, url);
  return { outcome: 'network', error, cause, status: 200, bytes, retryable: true };
}

/** The proxy in between can't be reached, or can't or won't reach LiveRC. */
function proxyFailed(url: string, { proxy, code, status, cause: reason }: ProxyError): Failure {
  const why = status === undefined ? (code ?? 'no code') : `status ${status}`;
  const message = `LiveRC cannot be reached through the proxy ${proxy} (${why}): ${url}`;
  const error = new LivercUnavailableError(message, url, undefined, { cause: reason });
  const isRefusal = status !== undefined && status < 500;
  const retryable = !isRefusal && code !== FORBIDDEN_ADDRESS;
  return { outcome: 'network', error, cause: `proxy: ${why}`, status: null, bytes: 0, retryable };
}

/** The request or its answer broke with `thrown`. */
export function broken(url: string, thrown: unknown): Failure {
  if (thrown instanceof DamagedBodyError) return damaged(url, thrown);
  if (thrown instanceof UnusableBodyError) {
    return changed(url, 200, `a body that is ${thrown.message}`, thrown.bytes);
  }
  if (thrown instanceof ProxyError) return proxyFailed(url, thrown);
  const code = (thrown as NodeJS.ErrnoException).code ?? 'no code';
  // The parser's refusals are an answer too, except that of a connection cut in the middle.
  if (/^HPE_(?!INVALID_EOF_STATE)/.test(code)) {
    return changed(url, null, `an answer that breaks the rules of HTTP (${code})`);
  }
  const cause = isAxiosError(thrown) ? thrown.cause : thrown;
  const message = `LiveRC cannot be reached (${code}): ${url}`;
  const error = new LivercUnavailableError(message, url, undefined, { cause });
  const retryable = code !== FORBIDDEN_ADDRESS;
  return { outcome: 'network', error, cause: code, status: null, bytes: 0, retryable };
}
