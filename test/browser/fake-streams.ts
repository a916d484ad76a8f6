import type { DiscoveryRecord, EventsSearchResult, JobRecord } from '@trackside/contracts';

/** An answer that is not a success: sent in the API's envelope with this status. */
export class Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;

  constructor(status: number, code: string, message: string) {
    this.status = status;
    this.code = code;
    this.message = message;
  }
}

/** One open stream, as the script of a test drives it. */
export interface FakeStream {
  /** Below `/api/v1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly lastEventId: string | null;
  send(record: DiscoveryRecord | JobRecord, id?: string): void;
  /** Breaks the connection in the middle. */
  cut(): void;
  /** Resolves after a pause; rejects when the client left meanwhile. */
  wait(milliseconds: number): Promise<void>;
  /** Resolves when the client has left. */
  readonly left: Promise<void>;
}

export type StreamEnd = Promise<Refusal | number | void> | Refusal | number | void;

/** What a script streams. */
interface StreamScript {
  stream(stream: FakeStream): StreamEnd;
  jobStream(stream: FakeStream, id: string): StreamEnd;
}

const TIMELINE = /^\/search\/timeline\/([^/]+)_([^/]+)\/events$/;
const JOB = /^\/jobs\/([^/]+)\/events$/;

/** What the script streams at this path; null where it streams nothing. */
export function streamAt(
  path: string,
  url: URL,
  script: StreamScript,
): StreamScript['stream'] | null {
  const [, start_date, end_date] = TIMELINE.exec(path) ?? [];
  if (start_date && end_date) {
    url.search = new URLSearchParams({ start_date, end_date }).toString();
    return (stream) => script.stream(stream);
  }
  const [, job] = JOB.exec(path) ?? [];
  return job === undefined ? null : (stream) => script.jobStream(stream, job);
}

/** A search as the server answers it: with a discovery, named by its dates, where one is asked for. */
export function withDiscovery(
  found: EventsSearchResult | Refusal,
  query: URLSearchParams,
): EventsSearchResult | Refusal {
  if (found instanceof Refusal || query.get('mode') !== 'timeline') {
    return found;
  }
  const id = `${query.get('start_date')}_${query.get('end_date')}`;
  return { ...found, discovery_job_id: id };
}
