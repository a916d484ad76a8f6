import { Component, computed, inject, resource } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { DriverAtTrack } from '@trackside/contracts';
import { asApiError, isUnanswered } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { TracksideApi } from '../api/trackside-api';
import { Printing } from '../browser/printing';
import { formatDate } from '../calendar/calendar-date';
import { Chart } from '../charts/chart';
import { DriverField } from '../driver/driver-field';
import { formatGap, formatLapTime, formatPercent } from '../laps/lap-time';
import { drivenBy } from '../me/driver-names';
import { ClassChips } from '../page-parts/class-chips';
import { PrintButton } from '../page-parts/print-button';
import { StateMessage } from '../page-parts/state-message';
import { readAgainWhenBack } from '../status/server-return';
import { seasonChart } from './season-chart';
import { readSeason, sameSeason } from './season-query';
import { SeasonSheet } from './season-sheet';
import { seasonSentence, sharedClasses, sharedDays, yearsOf } from './season';

/** Sessions are not shown here: one of them is enough. */
const FEWEST = 1;

/** Two drivers at a track, on the days that both were there, class by class. */
@Component({
  selector: 'ts-season-page',
  imports: [
    Chart,
    ClassChips,
    DriverField,
    MatButton,
    PrintButton,
    RouterLink,
    SeasonSheet,
    StateMessage,
  ],
  templateUrl: './season-page.html',
  styleUrl: './season-page.scss',
})
export default class SeasonPage {
  readonly #api = inject(ImportsApi);
  readonly #tracks = inject(TracksideApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });
  protected readonly printing = inject(Printing);
  protected readonly lap = formatLapTime;
  protected readonly percent = formatPercent;
  protected readonly gap = formatGap;
  protected readonly date = formatDate;

  protected readonly query = computed(() => readSeason(this.#params()), { equal: sameSeason });
  readonly #trackId = computed(() => this.query().trackId);
  protected readonly labels = computed(() => this.query().labels, {
    equal: (a, b) => a.join('\n') === b.join('\n'),
  });

  readonly #track = resource({
    params: () => this.#trackId() ?? undefined,
    loader: ({ params, abortSignal }) => this.#tracks.track(params, abortSignal),
  });
  protected readonly trackName = computed(() =>
    this.#track.hasValue() ? this.#track.value().name : null,
  );
  /** All classes of each: which of them both drove. Null for one whom nobody knows. */
  readonly #all = this.#drivers(() => null);
  readonly #known = computed(() => (this.#all.hasValue() ? this.#all.value() : []));
  /** Those who are not known at this track, as the address names them. */
  protected readonly strangers = computed(() =>
    this.#known().flatMap((driver, index) => (driver ? [] : (this.labels()[index] ?? []))),
  );
  readonly #both = computed(() => {
    const [first, second] = this.#known();
    return first && second ? ([first, second] as const) : null;
  });
  protected readonly years = computed(() => {
    const years = yearsOf(this.#both() ?? []);
    const asked = this.query().year;
    return asked === null || years.includes(asked) ? years : [asked, ...years];
  });
  protected readonly classes = computed(() => {
    const both = this.#both();
    return both && sharedClasses(...both, this.query().year);
  });
  protected readonly className = computed(() => {
    const [asked, classes] = [this.query().className, this.classes() ?? []];
    return classes.find((name) => name === asked) ?? classes[0] ?? null;
  });
  readonly #inClass = this.#drivers(() => this.className() ?? undefined);

  protected readonly failure = computed(() => {
    const error = this.#track.error() ?? this.#all.error() ?? this.#inClass.error();
    return error && asApiError(error);
  });
  protected readonly unanswered = computed(() => isUnanswered(this.failure()));
  protected readonly unknownTrack = computed(() => {
    const code = this.failure()?.code;
    return code === 'TRACK_NOT_FOUND' || code === 'VALIDATION_ERROR';
  });

  protected readonly names = computed<[string, string]>(() => {
    const [first = '', second = ''] = this.labels();
    return [first, second];
  });
  protected readonly days = computed(() => {
    const [first, second] = this.#inClass.hasValue() ? this.#inClass.value() : [];
    return first && second ? sharedDays(first, second, this.query().year) : null;
  });
  protected readonly sentence = computed(() => seasonSentence(this.names(), this.days() ?? []));
  protected readonly chart = computed(() => seasonChart(this.names(), this.days() ?? []));
  /** What stands under the heading on paper. */
  protected readonly about = computed(() => {
    const when = this.query().year ?? 'all years that were read';
    return [this.trackName() ?? '', `${this.className()}, ${when}`];
  });

  constructor() {
    readAgainWhenBack(() => this.retry(), this.failure);
  }

  protected choose(driver: string): Promise<void> {
    return this.#go({ driver: [...this.labels(), driver] });
  }

  protected leaveOut(drivers: readonly string[]): Promise<void> {
    const left = this.labels().filter((label) => !drivers.includes(label));
    return this.#go({ driver: left, class: null });
  }

  protected pick(className: string): Promise<void> {
    return this.#go({ class: className });
  }

  protected setYear(value: string): Promise<void> {
    return this.#go({ year: value || null });
  }

  protected retry(): void {
    this.#track.reload();
    this.#all.reload();
    this.#inClass.reload();
  }

  /** @param className null for all classes; undefined while it is not known */
  #drivers(className: () => string | null | undefined) {
    return resource({
      params: () => {
        const [trackId, labels, name] = [this.#trackId(), this.labels(), className()];
        const isAsked = trackId !== null && labels.length > 0 && name !== undefined;
        return isAsked ? { trackId, labels, name } : undefined;
      },
      loader: ({ params: { trackId, labels, name }, abortSignal }) =>
        Promise.all(labels.map((label) => this.#find(trackId, label, name, abortSignal))),
    });
  }

  /** Null for one whom nobody knows there. */
  async #find(
    trackId: string,
    label: string,
    className: string | null,
    signal: AbortSignal,
  ): Promise<DriverAtTrack | null> {
    const { driver_name: name, transponder } = drivenBy(label);
    try {
      const part = { className, limit: FEWEST };
      return await this.#api.driver({ trackId, name, transponder }, part, signal);
    } catch (cause) {
      if (asApiError(cause).code === 'NOT_FOUND') return null;
      throw cause;
    }
  }

  async #go(change: Record<string, unknown>): Promise<void> {
    await this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: change,
      queryParamsHandling: 'merge',
    });
  }
}
