import { LivercUnavailableError } from '../errors.js';
import type { Outcome } from './outcome.js';
import type { Rank } from './turn-round.js';
import type { Waiters } from './waiters.js';

/** The reason with which a request that hangs is ended, so that others get its place. */
export const TAKEN_BACK = new Error('the place was taken back');

/** One page that is to be asked for. */
export interface Visit {
  /** For the error in case it can't be had. */
  url: string;
  /** Whose limit, breaker and pauses count: a track's site, or the catalogue's. */
  site: string;
  rank: Rank;
  /** Those who wait for it: it goes when it is the turn of any of them. */
  waiters: Waiters;
  signal: AbortSignal;
  /** Asked before the place of a request that hangs is taken back; true: it can be sent again. */
  mayTakeBack: () => boolean;
}

/** The right to send one request. */
export interface Pass {
  /** Whether this request tells if a site that was stopped is well again. */
  readonly probe: boolean;
  /** Aborts with {@link TAKEN_BACK}; the right is to be given back then. */
  readonly signal: AbortSignal;
  /** Gives the right back, once, with what came of it. */
  leave(result: { outcome: Outcome; cause?: string; pauseMs?: number }): void;
}

/** For who waits for a page of something that a probe has shown to be down. */
export function downError(
  what: string,
  cause: string,
  url: string,
  stoppedMs: number,
): LivercUnavailableError {
  const seconds = Math.max(1, Math.ceil(stoppedMs / 1000));
  return new LivercUnavailableError(`${what} is down (${cause}): ${url}`, url, seconds);
}

/** For who wants a page of a site that has asked for a pause. */
export function pausedError(url: string, pauseMs: number): LivercUnavailableError {
  const seconds = Math.ceil(pauseMs / 1000);
  return new LivercUnavailableError(`LiveRC asked us to wait ${seconds} s: ${url}`, url, seconds);
}
