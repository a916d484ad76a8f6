import type { Exchange } from './exchange.js';
import type { Site } from './site.js';
import type { Waiters } from './waiters.js';

/** A page that was asked for and has not been answered. */
export interface AskedPage {
  site: Site;
  waiters: Waiters;
  /** Monotonic milliseconds. */
  now: () => number;
}

/**
 * Watches a page that has just been asked for. It is worth a second request when it has hung for long,
 * somebody waits who came after the first, and the site has answered others meanwhile: whatever made
 * the first hang may be over.
 *
 * @param onWorth called once, when all of it holds
 * @returns ends the watch
 */
export function watchForHang({ site, waiters, now }: AskedPage, onWorth: () => void): () => void {
  const askedAt = now();
  const { arrivals } = waiters;
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(timer);
    endListening();
    endWatching();
  };
  const judge = () => {
    clearTimeout(timer);
    if (!waiters.hasNewcomer(arrivals) || site.lastAnswerAt <= askedAt) return;
    const waitMs = askedAt + site.hangsAfterMs - now();
    if (waitMs > 0) {
      timer = setTimeout(judge, Math.ceil(waitMs));
      return;
    }
    end();
    onWorth();
  };
  const endListening = waiters.listen({ came: judge, left: () => undefined });
  const endWatching = site.onAnswer(judge);
  return end;
}

/**
 * The page that comes first of a request and, where one is wanted, a second beside it; the last
 * failure when none brings one. What is slower is aborted.
 *
 * @param send sends a request; the second one too
 * @param watch says when a second request is wanted; gives what ends the watch
 */
export function firstToAnswer(
  send: (signal: AbortSignal) => Promise<Exchange>,
  watch: (onWorth: () => void) => () => void,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const slower = new AbortController();
    let running = 0;
    const end = () => {
      endWatch();
      // An abort makes an error with a stack: not where nothing is left to be aborted.
      if (running > 0) slower.abort();
    };
    const run = () => {
      running++;
      send(slower.signal).then(
        (result) => {
          running--;
          if (result.outcome !== 'ok' && running > 0) return;
          end();
          resolve(result);
        },
        (error: unknown) => {
          if (--running > 0) return;
          end();
          reject(error as Error);
        },
      );
    };
    const endWatch = watch(run);
    run();
  });
}
