import {
  Component,
  ElementRef,
  computed,
  inject,
  linkedSignal,
  model,
  output,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { MatAutocomplete, MatAutocompleteTrigger, MatOption } from '@angular/material/autocomplete';
import { MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Track } from '@trackside/contracts';
import { TracksideApi } from '../api/trackside-api';
import { pause } from '../browser/pause';
import { formatCount } from '../laps/count';
import { ServerStatus } from '../status/server-status';
import { statusMeant, withStatus } from './by-status';
import { Favourites } from './favourites';
import { TrackBadges } from './track-badges';
import { TrackStar } from './track-star';

/** Long enough that a fast typist asks once, short enough that nobody sees it. */
const PAUSE_BEFORE_ASKING_MS = 120;

/** Type-ahead over the whole catalogue, with a star for the track that is chosen. */
@Component({
  selector: 'ts-track-picker',
  imports: [
    MatAutocomplete,
    MatAutocompleteTrigger,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSuffix,
    TrackBadges,
    TrackStar,
  ],
  templateUrl: './track-picker.html',
  styleUrl: './track-picker.scss',
})
export class TrackPicker {
  readonly #api = inject(TracksideApi);
  readonly #favourites = inject(Favourites);
  readonly #status = inject(ServerStatus);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly track = model<Track | null>(null);
  /** A track was chosen by hand. */
  readonly chosen = output<Track>();

  /** What stands in the field: the chosen track's name until something is typed. */
  protected readonly text = linkedSignal(() => this.track()?.name ?? '');
  readonly #typed = computed(() => (this.text() === this.track()?.name ? '' : this.text().trim()));
  readonly #answer = resource({
    params: () => ({ text: this.#typed(), catalogue: this.#status.trackCount() }),
    loader: async ({ params: { text }, abortSignal }) => {
      await pause(text === '' ? 0 : PAUSE_BEFORE_ASKING_MS, abortSignal);
      const status = statusMeant(text);
      const [named, running] = await Promise.all([
        this.#api.tracks(text, abortSignal),
        status && this.#api.runningTracks(abortSignal),
      ]);
      return running && status ? withStatus(named.items, running.items, status) : named.items;
    },
  });
  /** The last answer stays until the next one is here, so that the list does not flicker. */
  readonly #last = linkedSignal<readonly Track[] | null, readonly Track[]>({
    source: () => (this.#answer.hasValue() ? this.#answer.value() : null),
    computation: (found, before) => found ?? before?.value ?? [],
  });
  /** Without an answer to what is typed, no other track is offered in its place. */
  readonly #found = computed(() => {
    const part = this.failed() ? this.#typed().toLowerCase() : '';
    return this.#last().filter(({ name }) => name.toLowerCase().includes(part));
  });
  protected readonly suggestions = computed(() => {
    if (this.#typed() !== '') {
      return this.#found();
    }
    const favourites = this.#favourites.tracks();
    const ids = new Set(favourites.map(({ id }) => id));
    return [...favourites, ...this.#found().filter(({ id }) => !ids.has(id))];
  });
  /** Nobody sees them before the field has the focus, and they would cost the page's first moment. */
  protected readonly options = computed(() => (this.#looked() ? this.suggestions() : []));
  readonly #looked = signal(false);
  protected readonly nothingFound = computed(
    () => this.#typed() !== '' && this.#answer.hasValue() && this.#found().length === 0,
  );
  protected readonly failed = computed(() => this.#answer.status() === 'error');
  protected readonly placeholder = computed(() => {
    const count = this.#status.trackCount() ?? 0;
    return count > 0 ? `Search ${formatCount(count)} tracks` : 'Name of a track';
  });
  protected readonly catalogueAwaited = this.#status.catalogueAwaited;
  protected readonly needed = signal(false);

  /** Moves the focus here and says that a track is needed. */
  ask(): void {
    this.needed.set(true);
    this.field().nativeElement.focus();
  }

  protected look(): void {
    this.#looked.set(true);
    this.field().nativeElement.select();
  }

  protected nameOf(track: Track | null): string {
    return track?.name ?? '';
  }

  protected choose(track: Track): void {
    this.track.set(track);
    this.text.set(track.name);
    this.needed.set(false);
    this.chosen.emit(track);
  }

  /**
   * Half a name is no track: what was chosen before comes back, an empty field means none. Before any
   * was chosen it stays, to be mended.
   */
  protected settle(): void {
    if (this.track() === null) return;
    if (this.text().trim() === '') {
      this.track.set(null);
    }
    this.text.set(this.track()?.name ?? '');
    // The binding writes only what differs from what it wrote last, which may be before the typing.
    this.field().nativeElement.value = this.text();
  }
}
