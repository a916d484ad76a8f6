import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FailedJob, FailedJobs } from '@trackside/contracts';
import { ImportsApi } from '../api/imports-api';
import { TracksideApi } from '../api/trackside-api';
import { Attempt } from '../account/attempt';
import { ago } from '../calendar/age';
import { AdminApi } from './admin-api';
import { failedJobWords, isOfADay } from './failed-job-words';

/** Jobs that failed within 30 days; a day or event can be tried again, then opened. */
@Component({
  selector: 'ts-failed-job-list',
  imports: [RouterLink],
  templateUrl: './failed-job-list.html',
  styleUrl: './failed-job-list.scss',
})
export class FailedJobList {
  readonly #api = inject(AdminApi);
  readonly #imports = inject(ImportsApi);
  readonly #trackside = inject(TracksideApi);
  protected readonly failed = signal<FailedJobs | null>(null);
  protected readonly loading = new Attempt();
  protected readonly trying = new Attempt();
  /** Ids of days and events that were imported since. */
  readonly #mended = signal<ReadonlyMap<string, string>>(new Map());

  protected readonly lines = computed(() => {
    const now = Date.now();
    return (this.failed()?.items ?? []).map((job) => ({
      ...job,
      key: `${job.job_id} ${job.start_date}`,
      what: failedJobWords(job),
      age: ago(job.failed_at, now),
      canBeTried: isOfADay(job) || job.event !== undefined,
      pages: job.event?.pages ?? [],
      link: this.#linkOf(job),
      query: { track: job.track_id, when: 'custom', from: job.start_date, to: job.end_date },
    }));
  });

  constructor() {
    void this.loading.run(async () => this.failed.set(await this.#api.failedJobs()));
  }

  protected async tryAgain(job: FailedJob): Promise<void> {
    await this.trying.run(async () => {
      const id = await this.#import(job);
      this.#mended.update((known) => new Map(known).set(whatOf(job), id));
    });
  }

  /** @returns the id of the day or event, whose page follows its import */
  async #import({ event, track_id, start_date }: FailedJob): Promise<string> {
    if (event === undefined) return (await this.#imports.ingest(track_id, start_date)).event_id;
    await this.#trackside.importEvents(track_id, [event.source_event_id]);
    return event.id;
  }

  #linkOf(job: FailedJob): { path: [string, string]; words: string } | null {
    const id = job.event_id ?? this.#mended().get(whatOf(job));
    if (id === undefined) return null;
    return job.event === undefined
      ? { path: ['/practice-days', id], words: 'Open the day' }
      : { path: ['/events', id], words: 'Open the event' };
  }
}

/** Of a track, a day by its date and an event by its id. */
function whatOf({ track_id, start_date, event }: FailedJob): string {
  return `${track_id} ${event?.id ?? start_date}`;
}
