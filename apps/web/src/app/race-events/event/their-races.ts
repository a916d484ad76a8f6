import { Injectable, computed, inject, resource } from '@angular/core';
import type { RaceWithResults } from '@trackside/contracts';
import { asApiError } from '../../api/api-error';
import { ImportsApi } from '../../api/imports-api';
import { RaceEventsApi } from '../../api/race-events-api';
import { lastOf } from '../read-again';
import { EventData } from './event-data';
import { EventView } from './event-view';

/** The races of the driver shown, with their results; read where somebody looks at them. */
@Injectable()
export class TheirRaces {
  readonly #drivers = inject(ImportsApi);
  readonly #api = inject(RaceEventsApi);
  readonly #data = inject(EventData);
  readonly #view = inject(EventView);

  readonly #asked = computed(
    () => {
      const [event, names] = [this.#data.event(), this.#view.theirNames()];
      if (event === null || names.length === 0) return undefined;
      const { id, track_id: trackId, progress } = event;
      return { id, trackId, names, read: progress.races_read };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  readonly #races = resource({
    params: () => this.#asked(),
    loader: async ({ params: { id, trackId, names }, abortSignal }) => {
      const raceIds = await this.#idsOf(id, trackId, names, abortSignal);
      return Promise.all(raceIds.map((raceId) => this.#api.race(raceId, abortSignal)));
    },
  });

  readonly races = lastOf<RaceWithResults[]>(
    computed(() => JSON.stringify([this.#asked()?.id, this.#view.theirNames()])),
    this.#races,
  );
  readonly failure = computed(() => {
    const error = this.#races.error();
    return error ? asApiError(error) : null;
  });

  again(): void {
    this.#races.reload();
  }

  /** Of each race of the event that one of the names is in. */
  async #idsOf(
    eventId: string,
    trackId: string,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<string[]> {
    const answers = await Promise.all(
      names.map((name) =>
        this.#drivers.driver({ trackId, name, transponder: null }, { limit: 1 }, signal),
      ),
    );
    const races = answers.flatMap((answer) => answer.races);
    return [
      ...new Set(races.filter((race) => race.event_id === eventId).map(({ race_id }) => race_id)),
    ];
  }
}
