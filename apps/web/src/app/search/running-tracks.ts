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
  styles: `
    section {
      max-width: 28rem;
      margin: 1.5rem auto 0;
      text-align: left;
    }
    h2 {
      margin: 0 0 0.25rem;
      font-size: 0.9375rem;
      font-weight: 600;
    }
    ul {
      margin: 0;
      padding: 0;
      border: 1px solid var(--ts-line);
      border-radius: var(--ts-radius);
      background: var(--ts-surface);
      list-style: none;
    }
    li + li {
      border-top: 1px solid var(--ts-line);
    }
    a {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 0.75rem;
      min-height: 48px;
      padding: 0 1rem;
      color: var(--ts-ink);
      font-weight: 500;
      text-decoration: none;
    }
    a:hover {
      background: var(--ts-sunken);
    }
    bdi {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    button {
      min-height: 44px;
      padding: 0 1rem;
      border: 0;
      background: none;
      color: var(--ts-accent);
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
    p {
      margin: 0.375rem 0 0;
      color: var(--ts-ink-faint);
      font-size: 0.8125rem;
    }
  `,
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
