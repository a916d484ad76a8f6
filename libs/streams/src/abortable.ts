import { Observable } from 'rxjs';

/**
 * The one place where a promise becomes an Observable: leaving aborts the signal, and with it the
 * request at LiveRC.
 */
export function fromAbortable<T>(work: (signal: AbortSignal) => Promise<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    const controller = new AbortController();
    let settled = false;
    work(controller.signal).then(
      (value) => {
        settled = true;
        subscriber.next(value);
        subscriber.complete();
      },
      (error: unknown) => {
        settled = true;
        subscriber.error(error);
      },
    );
    // An abort makes an error with a stack, which nobody sees when the work is done.
    return () => {
      if (!settled) controller.abort();
    };
  });
}
