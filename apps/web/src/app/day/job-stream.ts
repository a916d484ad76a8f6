import { InjectionToken } from '@angular/core';
import type { Job, JobRecord } from '@trackside/contracts';
import { API_BASE } from '../api/trackside-api';

/** What the stream of a job tells its reader. */
export interface JobReader {
  progress(job: Job): void;
  /** The job has ended; nothing follows. */
  done(job: Job): void;
  /** The connection is closed for good: the job is unknown, or the server refuses. */
  refused(): void;
}

/** Opens the stream of a job; the function it gives back closes it. */
export type OpenJobStream = (jobId: string, reader: JobReader) => () => void;

/** The browser's own EventSource: after a cut it connects again by itself. */
export const OPEN_JOB_STREAM = new InjectionToken<OpenJobStream>('opens the stream of a job', {
  providedIn: 'root',
  factory: () => openEventSource,
});

function openEventSource(jobId: string, reader: JobReader): () => void {
  const source = new EventSource(`${API_BASE}/jobs/${encodeURIComponent(jobId)}/events`);
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      reader.refused();
    }
  });
  const listen = (type: 'progress' | 'done', tell: (job: Job) => void): void =>
    source.addEventListener(type, (event: MessageEvent<string>) => {
      const record = read(event.data);
      if (record !== null && record.type !== 'heartbeat') {
        tell(record);
      }
    });
  listen('progress', (job) => reader.progress(job));
  listen('done', (job) => {
    source.close();
    reader.done(job);
  });
  return () => source.close();
}

/** A line that was mangled on its way is left out: each one tells all. */
function read(data: string): JobRecord | null {
  try {
    return JSON.parse(data) as JobRecord;
  } catch {
    return null;
  }
}
