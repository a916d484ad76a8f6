import { Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { FoundPracticeDay } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { PracticeApi } from '../api/practice-api';
import { TracksideApi } from '../api/trackside-api';
import { formatDate } from '../calendar/calendar-date';
import { LastTrack } from '../me/last-track';
import { Me } from '../me/me';
import { readAgainWhenBack } from '../status/server-return';
import { ServerStatus } from '../status/server-status';
import { lastDayWords } from './last-day-words';
import { Remembered } from './remembered';

/** The newest day at the track looked at last on which this browser's driver drove: one tap away. */
@Component({
  selector: 'ts-last-day',
  imports: [MatButton, RouterLink],
  template: `
    @if (day(); as found) {
      <section aria-labelledby="my-last-day">
        <div>
          <h2 id="my-last-day">Your last day</h2>
          <p>
            <b>{{ date() }}</b>, <bdi>{{ track()?.name }}</bdi>
          </p>
          <p class="soft tabular">{{ facts() }}</p>
          @if (problem(); as words) {
            <p class="problem" role="alert">{{ words }}</p>
          }
        </div>
        @if (found.event_id; as id) {
          <a matButton="filled" [routerLink]="['/practice-days', id]">Open my day</a>
        } @else {
          <button matButton="filled" type="button" [disabled]="importing()" (click)="importIt()">
            {{ importing() ? 'Importing…' : 'Import and open' }}
          </button>
        }
      </section>
    }
  `,
  styles: `
    section {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.5rem 1rem;
      margin-bottom: 1rem;
      padding: 0.875rem 1rem;
      border: 1px solid var(--ts-line);
      border-radius: var(--ts-radius);
      background: var(--ts-surface);
    }
    h2 {
      margin: 0;
      color: var(--ts-ink-soft);
      font-size: 0.875rem;
      font-weight: 500;
    }
    p {
      margin: 0;
    }
    .soft {
      color: var(--ts-ink-soft);
      font-size: 0.875rem;
    }
    .problem {
      color: var(--ts-wrong);
    }
    a,
    button {
      min-height: 44px;
    }
  `,
})
export class LastDay {
  readonly #practice = inject(PracticeApi);
  readonly #imports = inject(ImportsApi);
  readonly #api = inject(TracksideApi);
  readonly #router = inject(Router);
  readonly #status = inject(ServerStatus);
  readonly #remembered = inject(Remembered);
  readonly #person = inject(Me).person;
  protected readonly track = inject(LastTrack).track;

  readonly #known = resource({
    params: () => this.#question(),
    loader: ({ params, abortSignal }) => this.#newest(params, abortSignal),
  });
  /** The same after LiveRC was asked for this month, unless it is only to be when one says so. */
  readonly #asked = resource({
    params: () => (this.#mayAsk() ? this.#question() : undefined),
    loader: async ({ params, abortSignal }) => {
      // By this device's own clock: who drives is at the track.
      const now = new Date();
      const month = { year: now.getFullYear(), month: now.getMonth() + 1 };
      const asked = { trackId: params.trackId, month, refresh: false };
      await this.#api.discoverMonth(asked, abortSignal);
      return this.#newest(params, abortSignal);
    },
  });

  protected readonly day = computed(() => {
    const asked = this.#asked.hasValue() ? this.#asked.value() : null;
    return asked ?? (this.#known.hasValue() ? this.#known.value() : null);
  });
  protected readonly date = computed(() => formatDate(this.day()?.date ?? ''));
  protected readonly facts = computed(() => {
    const day = this.day();
    return day === null ? '' : lastDayWords(day);
  });
  protected readonly importing = signal(false);
  protected readonly problem = signal<string | null>(null);

  readonly #mayAsk = computed(
    () => this.#remembered.habit() === 'as-i-search' && !this.#status.livercDisabled(),
  );
  readonly #question = computed(() => {
    const [track, person] = [this.track(), this.#person()];
    return track && person.length > 0 ? { trackId: track.id, person } : undefined;
  });

  constructor() {
    readAgainWhenBack(() => void this.#known.reload(), this.#known.error);
  }

  protected async importIt(): Promise<void> {
    const [track, day] = [this.track(), this.day()];
    if (!track || !day) {
      return;
    }
    this.importing.set(true);
    this.problem.set(null);
    try {
      const { event_id } = await this.#imports.ingest(track.id, day.date);
      await this.#router.navigate(['/practice-days', event_id]);
    } catch (cause) {
      this.problem.set(asApiError(cause).message);
    } finally {
      this.importing.set(false);
    }
  }

  /** A person may drive under several names. */
  async #newest(
    { trackId, person }: { trackId: string; person: readonly string[] },
    signal: AbortSignal,
  ): Promise<FoundPracticeDay | null> {
    const found = await Promise.all(
      person.map((name) => this.#practice.daysOf(trackId, name, signal)),
    );
    const newest = found.flat().sort((a, b) => (a.date < b.date ? 1 : -1));
    return newest[0] ?? null;
  }
}
