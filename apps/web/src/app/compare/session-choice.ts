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
import { drivenBy, samePerson } from '../me/driver-names';
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

interface Found {
  readonly sessions: readonly DriverSession[];
  readonly races: readonly RaceChoice[];
}

/** A driver, and the page that was answered last. */
interface Sought {
  readonly driver: string | null;
  readonly page: {
    readonly driver: string;
    readonly cursor: string | null;
    readonly items: readonly DriverSession[];
    readonly races: readonly DriverRace[];
  } | null;
}

const NOTHING: Found = { sessions: [], races: [] };

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
  /** Whose sessions are shown at first, as `driverLabel` writes it; null for nobody's. */
  readonly of = input<string | null>(null);
  /** Sessions that are compared already. */
  readonly chosen = input.required<readonly string[]>();
  readonly added = output<string>();

  protected readonly track = linkedSignal<NearTrack | null>(() => this.near() ?? this.#lastTrack());
  protected readonly picking = linkedSignal({
    source: this.track,
    computation: (track) => track === null,
  });
  /** As `driverLabel` writes it; another track has another one. */
  protected readonly driver = linkedSignal<NearTrack | null, string | null>({
    source: this.track,
    computation: (track, before) => {
      const isSame = before?.source?.id === track?.id && before?.value;
      return isSame || (track !== null && track.id === this.near()?.id ? this.of() : null);
    },
  });
  protected readonly mine = computed(() => {
    const driver = this.driver();
    return this.me().filter((name) => driver === null || !samePerson([name], [driver]));
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
  /** What is here of the driver: nobody else's stands under this name. */
  readonly #found = linkedSignal<Sought, Found>({
    source: () => ({
      driver: this.driver(),
      page: this.answer.hasValue() ? this.answer.value() : null,
    }),
    computation: ({ driver, page }, before) => {
      const here = before && before.source.driver === driver ? before.value : NOTHING;
      if (page === null || page.driver !== driver) return here;
      const sessions = page.cursor === null ? page.items : [...here.sessions, ...page.items];
      return { sessions, races: raceChoices(page.races, page.driver) };
    },
  });
  /** All pages that were asked for, newest first. */
  protected readonly sessions = computed(() => this.#found().sessions);
  /** Of imported events; of the newest of them first. */
  protected readonly races = computed(() => this.#found().races);
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
