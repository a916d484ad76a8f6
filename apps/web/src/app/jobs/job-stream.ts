import { InjectionToken } from '@angular/core';
import type { ImportJob, JobRecord } from '@trackside/contracts';
import { jobEventsUrl } from '../api/imports-api';
import { foldRecord } from './job-records';

/** What a job's stream tells its reader. */
export interface JobReader {
  job(job: ImportJob): void;
  /** The last record is here; the stream is closed. */
  done(): void;
  /** The connection is closed for good and the browser will not try again. */
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
  const source = new EventSource(jobEventsUrl(jobId));
  let known: ImportJob | null = null;
  const take = (event: MessageEvent<string>): void => {
    const record = read(event.data);
    known = record === null ? known : foldRecord(known, record);
    if (record !== null && known !== null) {
      reader.job(known);
    }
    if (event.type === 'done') {
      source.close();
      reader.done();
    }
  };
  source.addEventListener('progress', take);
  source.addEventListener('changed', take);
  source.addEventListener('done', take);
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      reader.refused();
    }
  });
  return () => source.close();
}

/** A record that was mangled on its way is left out: a later one tells the whole state again. */
function read(data: string): JobRecord<ImportJob> | null {
  try {
    return JSON.parse(data) as JobRecord<ImportJob>;
  } catch {
    return null;
  }
}
