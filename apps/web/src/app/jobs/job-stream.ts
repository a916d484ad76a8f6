import { InjectionToken } from '@angular/core';
import type { ImportJob, Job, JobRecord } from '@trackside/contracts';
import { jobEventsUrl } from '../api/imports-api';
import { foldRecord } from './job-records';

/** What a job's stream tells its reader. */
export interface JobReader<Told extends Job = ImportJob> {
  job(job: Told): void;
  /** The last record is here; the stream is closed. */
  done(): void;
  /** The connection is closed for good and the browser will not try again. */
  refused(): void;
}

/** Opens the stream of a job; the function it gives back closes it. */
export type OpenJobStream = <Told extends Job>(
  jobId: string,
  reader: JobReader<Told>,
) => () => void;

/** The browser's own EventSource: after a cut it connects again by itself. */
export const OPEN_JOB_STREAM = new InjectionToken<OpenJobStream>('opens the stream of a job', {
  providedIn: 'root',
  factory: () => openEventSource,
});

function openEventSource<Told extends Job>(jobId: string, reader: JobReader<Told>): () => void {
  const source = new EventSource(jobEventsUrl(jobId));
  let known: Told | null = null;
  const take = (event: MessageEvent<string>): void => {
    const record = read<Told>(event.data);
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
function read<Told extends Job>(data: string): JobRecord<Told> | null {
  try {
    return JSON.parse(data) as JobRecord<Told>;
  } catch {
    return null;
  }
}
