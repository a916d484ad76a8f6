import { Component, computed, inject, resource, signal } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import type { Track } from '@trackside/contracts';
import { TracksideApi } from '../api/trackside-api';
import { readAgainWhenBack } from '../status/server-return';
import { TrackBadges } from '../tracks/track-badges';
import { DEFAULT_WHEN, writeQuery } from './query';

const FIRST = 6;

/** For who comes for the first time: tracks where something is going on, else one as an example. */
@Component({
  selector: 'ts-running-tracks',
  imports: [RouterLink, TrackBadges],
  template: `
    @if (shown().length > 0) {
      <section aria-labelledby="running-tracks">
        <h2 id="running-tracks">{{ running() ? 'Racing or practising now' : 'For example' }}</h2>
        <ul role="list">
          @for (track of shown(); track track.id) {
            <li>
              <a routerLink="/" [queryParams]="paramsOf(track)">
                <bdi>{{ track.name }}</bdi>
                @if (running()) {
                  <ts-track-badges [track]="track" />
                }
              </a>
            </li>
          }
        </ul>
        @if (left() > 0) {
          <button type="button" (click)="all.set(true)">{{ left() }} more</button>
        }
        @if (running()) {
          <p>As LiveRC’s list of tracks said when it was last read.</p>
        }
      </section>
    }
  `,
  styleUrl: './running-tracks.scss',
})
export class RunningTracks {
  readonly #api = inject(TracksideApi);

  readonly #answer = resource({
    loader: async ({ abortSignal }) => {
      const running = (await this.#api.runningTracks(abortSignal)).items;
      const isSome = running.length > 0;
      const tracks = isSome ? running : (await this.#api.tracks('', abortSignal)).items.slice(0, 1);
      return { tracks, isSome };
    },
  });
  protected readonly running = computed(
    () => this.#answer.hasValue() && this.#answer.value().isSome,
  );
  /** Races first. */
  protected readonly shown = computed(() => {
    const tracks = this.#answer.hasValue() ? this.#answer.value().tracks : [];
    const place = ({ status }: Track): number => (status === 'racing' ? 0 : 1);
    return [...tracks].sort((a, b) => place(a) - place(b)).slice(0, this.all() ? undefined : FIRST);
  });
  protected readonly left = computed(() =>
    this.#answer.hasValue() ? this.#answer.value().tracks.length - this.shown().length : 0,
  );
  protected readonly all = signal(false);

  constructor() {
    readAgainWhenBack(() => void this.#answer.reload(), this.#answer.error);
  }

  protected paramsOf({ id }: Track): Params {
    return writeQuery({ trackId: id, when: DEFAULT_WHEN, practiceDays: true });
  }
}
