import {
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Track } from '@trackside/contracts';
import { IS_NARROW } from '../browser/narrow';
import { latestTodayOnEarth } from '../calendar/calendar-date';
import {
  EARLIEST_DATE,
  PERIODS,
  type Period,
  type When,
  problemOf,
  rangeOf,
} from '../calendar/period';
import { Icon } from '../icon/icon';
import { Favourites } from '../tracks/favourites';
import { TrackPicker } from '../tracks/track-picker';
import { TrackStar } from '../tracks/track-star';
import { DEFAULT_WHEN } from './query';
import { type DiscoveryHabit, Remembered } from './remembered';
import { Search } from './search';
import { whenWords } from './when-words';

/** Track, when, practice days: the question. On a phone it folds into one line once it is asked. */
@Component({
  selector: 'ts-search-form',
  imports: [Icon, MatButton, MatFormField, MatInput, MatLabel, TrackPicker, TrackStar],
  templateUrl: './search-form.html',
  styleUrl: './search-form.scss',
})
export class SearchForm {
  readonly #search = inject(Search);
  readonly #remembered = inject(Remembered);
  readonly #narrow = inject(IS_NARROW);
  private readonly picker = viewChild(TrackPicker);

  protected readonly favourites = inject(Favourites).tracks;
  protected readonly periods = PERIODS;
  protected readonly earliest = EARLIEST_DATE;
  protected readonly habit = this.#remembered.habit;

  protected readonly track = linkedSignal(() => this.#search.track());
  protected readonly when = linkedSignal<When>(() => this.#search.query()?.when ?? DEFAULT_WHEN);
  protected readonly practiceDays = linkedSignal(() => this.#search.query()?.practiceDays ?? true);
  protected readonly today = signal(latestTodayOnEarth(Date.now()));
  protected readonly problem = computed(() => problemOf(this.when(), this.today()));

  /** A search was made here just now, and the form is about to fold. */
  readonly #asked = signal(false);
  readonly #opened = linkedSignal({ source: () => this.#search.query(), computation: () => false });
  protected readonly folded = computed(
    () => this.#narrow() && this.#search.query() !== null && !this.#opened(),
  );
  protected readonly inOneLine = computed(() => {
    const query = this.#search.query();
    const practice = query?.practiceDays ? 'with practice days' : 'events only';
    return query ? `${whenWords(query.when)}, ${practice}` : '';
  });

  private readonly line = viewChild<ElementRef<HTMLElement>>('line');

  constructor() {
    // The field that had the focus is folded away: it goes to what stands in its place.
    afterRenderEffect(() => {
      const line = this.line()?.nativeElement;
      if (line && untracked(this.#asked)) {
        this.#asked.set(false);
        line.focus({ preventScroll: true });
      }
    });
  }

  protected open(): void {
    this.#opened.set(true);
  }

  protected setPeriod(period: Period): void {
    this.when.update((when) => {
      const { start, end } = rangeOf(when, this.today(), null);
      return period === 'custom' ? { period, start, end } : { period };
    });
  }

  protected setDate(bound: 'start' | 'end', date: string): void {
    this.when.update((when) => ({ ...when, [bound]: date }));
  }

  protected setHabit(habit: DiscoveryHabit): void {
    this.#remembered.setHabit(habit);
  }

  protected async submit(): Promise<void> {
    const track = this.track();
    if (track === null) {
      this.picker()?.ask();
    } else if (this.problem() === null) {
      await this.#go(track, this.when());
    }
  }

  /** One tap: the track's own last range, else the one that stands in the form. */
  protected async searchAt(track: Track): Promise<void> {
    const when = this.#remembered.periodOf(track.id) ?? this.when();
    await this.#go(track, problemOf(when, this.today()) === null ? when : DEFAULT_WHEN);
  }

  protected isCurrent(track: Track): boolean {
    return this.#search.query()?.trackId === track.id;
  }

  async #go(track: Track, when: When): Promise<void> {
    this.#asked.set(!this.folded());
    this.#opened.set(false);
    const { period, start, end } = when;
    await this.#search.go(
      {
        trackId: track.id,
        when: period === 'custom' ? { period, start, end } : { period },
        practiceDays: this.practiceDays(),
      },
      track,
    );
  }
}
