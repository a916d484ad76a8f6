import { exhaustMap, filter, lastValueFrom, takeUntil, timer } from 'rxjs';
import { fromAbortable } from '@trackside/streams';

/** How soon cancelled work is let go of. */
const CHECK_MS = 700;

/**
 * Works until the work is done or nobody wants it any more. Another process may have cancelled it.
 *
 * @param signal aborts the work; this rejects then, as the work does
 * @returns null when the work was let go of
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
