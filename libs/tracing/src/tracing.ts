import { type MonoTypeOperatorFunction, Observable } from 'rxjs';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work that is to be told of. */
export interface SpanRequest {
  name: string;
  /** `server`: somebody asks us; `client`: we ask somebody. */
  kind: 'server' | 'client' | 'internal';
  attributes: SpanAttributes;
  /** Headers that may name the trace of whoever asks. */
  carrier?: Readonly<Record<string, unknown>>;
  /** Told of only as a part of something else: by itself it says nothing. */
  onlyWithin?: boolean;
}

/** Work that is told of while it goes on. */
export interface OpenSpan {
  /** 32 hexadecimal digits, as W3C Trace Context has it. */
  readonly traceId: string;
  /** What `work` begins is part of it, also what goes on after `work` has returned. */
  run<T>(work: () => T): T;
  note(attributes: SpanAttributes): void;
  fail(reason: unknown): void;
  /** Only the first time counts. */
  end(): void;
}

/** Whoever takes down what is told. */
export interface Tracer {
  /** Null for what is not told of. */
  begin(request: SpanRequest): OpenSpan | null;
}

/** One for the whole process, as the request that a piece of work belongs to is. */
let tracer: Tracer | null = null;

/** @param next null: nothing is told of, and all that is here costs one comparison */
export function traceWith(next: Tracer | null): void {
  tracer = next;
}

/** For work whose end is no promise's: null where it is not told of. */
export function beginSpan(request: SpanRequest): OpenSpan | null {
  return tracer && tracer.begin(request);
}

/**
 * Does the work and tells of it.
 *
 * @param noteResult what of the result is worth telling
 * @throws what `work` throws
 */
export function inSpan<T>(
  request: SpanRequest,
  work: () => Promise<T>,
  noteResult?: (result: T) => SpanAttributes,
): Promise<T> {
  const span = tracer && tracer.begin(request);
  return span ? finish(span, work, noteResult) : work();
}

async function finish<T>(
  span: OpenSpan,
  work: () => Promise<T>,
  noteResult?: (result: T) => SpanAttributes,
): Promise<T> {
  try {
    const result = await span.run(work);
    if (noteResult) span.note(noteResult(result));
    return result;
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

/** The same for an Observable, from each subscription to its end or its leaving. */
export function traced<T>(request: SpanRequest): MonoTypeOperatorFunction<T> {
  return (source) =>
    new Observable<T>((subscriber) => {
      const span = tracer && tracer.begin(request);
      if (!span) return source.subscribe(subscriber);
      const subscription = span.run(() =>
        source.subscribe({
          next: (value) => subscriber.next(value),
          error: (error: unknown) => {
            span.fail(error);
            subscriber.error(error);
          },
          complete: () => subscriber.complete(),
        }),
      );
      subscription.add(() => span.end());
      return subscription;
    });
}
