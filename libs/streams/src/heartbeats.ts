import { concat, EMPTY, endWith, interval, map, type Observable, of, switchMap } from 'rxjs';
import type { HeartbeatRecord } from '@trackside/contracts';

const END = Symbol('end');

/** Adds a `heartbeat` after every `silenceMs` without a record, so that nobody takes us for dead. */
export function withHeartbeats(silenceMs: number) {
  return <T>(records: Observable<T>): Observable<T | HeartbeatRecord> =>
    records.pipe(
      endWith(END),
      switchMap((record) => (record === END ? EMPTY : concat(of(record), heartbeats(silenceMs)))),
    );
}

function heartbeats(silenceMs: number): Observable<HeartbeatRecord> {
  return interval(silenceMs).pipe(map(() => ({ type: 'heartbeat' })));
}
