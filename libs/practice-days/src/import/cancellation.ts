import { exhaustMap, filter, lastValueFrom, takeUntil, timer } from 'rxjs';
import { fromAbortable } from '@trackside/streams';

/** How soon something cancelled is let go of. */
const CHECK_MS = 700;

/**
 * Does the work until it is done or nobody wants it any more: it may have been cancelled in another
 * process.
 *
 * @param signal aborts the work; then this rejects as the work does
 * @returns null when it was let go of
 */
export function whileWanted<T>(
  isWanted: () => Promise<boolean>,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const unwanted = timer(CHECK_MS, CHECK_MS).pipe(
    exhaustMap(isWanted),
    filter((wanted) => !wanted),
  );
  const working = fromAbortable((leaving) => work(AbortSignal.any([signal, leaving])));
  return lastValueFrom(working.pipe(takeUntil(unwanted)), { defaultValue: null });
}
