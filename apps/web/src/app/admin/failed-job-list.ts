import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FailedJob, FailedJobs } from '@trackside/contracts';
import { ImportsApi } from '../api/imports-api';
import { Attempt } from '../account/attempt';
import { ago } from '../calendar/age';
import { AdminApi } from './admin-api';
import { failedJobWords, isOfADay } from './failed-job-words';

/** Jobs that failed within 30 days; a day can be tried again, or opened when that went well. */
@Component({
  selector: 'ts-failed-job-list',
  imports: [RouterLink],
  templateUrl: './failed-job-list.html',
  styleUrl: './failed-job-list.scss',
})
export class FailedJobList {
  readonly #api = inject(AdminApi);
  readonly #imports = inject(ImportsApi);
  protected readonly failed = signal<FailedJobs | null>(null);
  protected readonly loading = new Attempt();
  protected readonly trying = new Attempt();
  /** Ids of days that were imported since, by track and date. */
  readonly #mended = signal<ReadonlyMap<string, string>>(new Map());

  protected readonly lines = computed(() => {
    const now = Date.now();
    return (this.failed()?.items ?? []).map((job) => ({
      ...job,
      key: `${job.job_id} ${job.start_date}`,
      what: failedJobWords(job),
      age: ago(job.failed_at, now),
      isOfADay: isOfADay(job),
      event: job.event_id ?? this.#mended().get(dayOf(job)) ?? null,
      query: { track: job.track_id, when: 'custom', from: job.start_date, to: job.end_date },
    }));
  });

  constructor() {
    void this.loading.run(async () => this.failed.set(await this.#api.failedJobs()));
  }

  protected async tryAgain(job: FailedJob): Promise<void> {
    await this.trying.run(async () => {
      const { event_id } = await this.#imports.ingest(job.track_id, job.start_date);
      this.#mended.update((known) => new Map(known).set(dayOf(job), event_id));
    });
  }
}

function dayOf({ track_id, start_date }: FailedJob): string {
  return `${track_id} ${start_date}`;
}
