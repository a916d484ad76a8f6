import {
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  resource,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { DriverRace, DriverSession } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { formatDate } from '../calendar/calendar-date';
import { DriverField } from '../driver/driver-field';
import { clockOf } from '../laps/clock';
import { drivenBy } from '../me/driver-names';
import { LastTrack } from '../me/last-track';
import { Me } from '../me/me';
import { TrackPicker } from '../tracks/track-picker';
import { type RaceChoice, factsOf, raceChoices } from './race-choices';

/** A track as one knows it here. */
export interface NearTrack {
  readonly id: string;
  readonly name: string;
}

/** So many races are shown at first. */
const RACES_AT_FIRST = 12;

/** Sessions and races to compare: of a driver at a track, newest first. */
@Component({
  selector: 'ts-session-choice',
  imports: [DriverField, MatButton, TrackPicker],
  templateUrl: './session-choice.html',
  styleUrl: './session-choice.scss',
})
export class SessionChoice {
  readonly #api = inject(ImportsApi);
  readonly #lastTrack = inject(LastTrack).track;
  protected readonly me = inject(Me).person;

  /** The track that is compared at; null for the one that was looked at last. */
  readonly near = input<NearTrack | null>(null);
  /** Sessions that are compared already. */
  readonly chosen = input.required<readonly string[]>();
  readonly added = output<string>();

  protected readonly track = linkedSignal<NearTrack | null>(() => this.near() ?? this.#lastTrack());
  protected readonly picking = linkedSignal({
    source: this.track,
    computation: (track) => track === null,
  });
  /** As `driverLabel` writes it. */
  protected readonly driver = linkedSignal<NearTrack | null, string | null>({
    source: this.track,
    computation: (track, before) =>
      before?.source?.id === track?.id ? (before?.value ?? null) : null,
  });
  readonly #pages = linkedSignal({
    source: this.driver,
    computation: (): readonly string[] => [],
  });

  protected readonly answer = resource({
    params: () => {
      const [track, driver, pages] = [this.track(), this.driver(), this.#pages()];
      return track && driver
        ? { trackId: track.id, driver, cursor: pages.at(-1) ?? null }
        : undefined;
    },
    loader: async ({ params: { trackId, driver, cursor }, abortSignal }) => {
      const { driver_name: name, transponder } = drivenBy(driver);
      const { sessions, races } = await this.#api.driver(
        { trackId, name, transponder },
        cursor === null ? {} : { cursor },
        abortSignal,
      );
      return { driver, cursor, races, ...sessions };
    },
  });
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error && asApiError(error);
  });
  /** All pages that were asked for, newest first. */
  protected readonly sessions = linkedSignal<
    { driver: string; cursor: string | null; items: readonly DriverSession[] } | null,
    readonly DriverSession[]
  >({
    source: () => (this.answer.hasValue() ? this.answer.value() : null),
    computation: (page, before) => {
      if (page === null) {
        return this.driver() === null ? [] : (before?.value ?? []);
      }
      return page.cursor === null ? page.items : [...(before?.value ?? []), ...page.items];
    },
  });
  /** Of imported events; of the newest of them first. */
  protected readonly races = linkedSignal<readonly DriverRace[] | null, readonly RaceChoice[]>({
    source: () => (this.answer.hasValue() ? this.answer.value().races : null),
    computation: (races, before) => {
      const driver = this.driver();
      if (driver === null) return [];
      return races ? raceChoices(races, driver) : (before?.value ?? []);
    },
  });
  readonly #allRacesOf = signal<string | null>(null);
  protected readonly shownRaces = computed(() =>
    this.#allRacesOf() === this.driver() ? this.races() : this.races().slice(0, RACES_AT_FIRST),
  );
  /** The date of the day that is being imported. */
  protected readonly importing = signal<string | null>(null);
  protected readonly importProblem = signal<string | null>(null);
  protected readonly next = computed(() =>
    this.answer.hasValue() ? this.answer.value().next_cursor : null,
  );

  /** A session whose day is not imported is imported with it; its laps come while one looks on. */
  protected async add(session: DriverSession): Promise<void> {
    const track = this.track();
    if (session.event_id === null && track !== null) {
      this.importing.set(session.date);
      this.importProblem.set(null);
      try {
        await this.#api.ingest(track.id, session.date);
      } catch (cause) {
        this.importProblem.set(`The day could not be imported: ${asApiError(cause).message}`);
        return;
      } finally {
        this.importing.set(null);
      }
    }
    this.added.emit(session.id);
  }

  protected showAllRaces(): void {
    this.#allRacesOf.set(this.driver());
  }

  protected more(): void {
    const next = this.next();
    if (next !== null) {
      this.#pages.update((pages) => [...pages, next]);
    }
  }

  protected wordsOf(session: DriverSession): string {
    return `${formatDate(session.date)}, ${clockOf(session.started_at)}`;
  }

  protected factsOf(session: DriverSession): string {
    return factsOf(session);
  }
}
