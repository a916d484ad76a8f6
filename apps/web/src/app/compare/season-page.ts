import { Component, computed, inject, resource } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { DriverAtTrack } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { formatDate } from '../calendar/calendar-date';
import { Chart } from '../charts/chart';
import { DriverField } from '../driver/driver-field';
import { formatGap, formatLapTime, formatPercent } from '../laps/lap-time';
import { drivenBy, samePerson } from '../me/driver-names';
import { ClassChips } from '../page-parts/class-chips';
import { StateMessage } from '../page-parts/state-message';
import { seasonChart } from './season-chart';
import { seasonSentence, sharedClasses, sharedDays } from './season';

/** Sessions are not shown here: one of them is enough. */
const FEWEST = 1;

/** Two drivers at a track, on the days that both were there, class by class. */
@Component({
  selector: 'ts-season-page',
  imports: [Chart, ClassChips, DriverField, MatButton, RouterLink, StateMessage],
  templateUrl: './season-page.html',
  styleUrl: './season-page.scss',
})
export default class SeasonPage {
  readonly #api = inject(ImportsApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });
  protected readonly lap = formatLapTime;
  protected readonly percent = formatPercent;
  protected readonly gap = formatGap;
  protected readonly date = formatDate;

  protected readonly trackId = computed(() => this.#params().get('track'));
  /** As `driverLabel` writes them, none twice, two at most. */
  protected readonly labels = computed(
    () => {
      const [first, second] = this.#params()
        .getAll('driver')
        .filter((label) => label.trim() !== '');
      const same = first !== undefined && second !== undefined && samePerson([first], [second]);
      return [first, same ? undefined : second].filter((label) => label !== undefined);
    },
    { equal: (a, b) => a.join('\n') === b.join('\n') },
  );

  /** All classes of each: which of them both drove. */
  readonly #all = this.#drivers(() => null);
  protected readonly classes = computed(() => {
    const [first, second] = this.#all.hasValue() ? this.#all.value() : [];
    return first && second ? sharedClasses(first, second) : null;
  });
  protected readonly className = computed(() => {
    const [asked, classes] = [this.#params().get('class'), this.classes() ?? []];
    return classes.find((name) => name === asked) ?? classes[0] ?? null;
  });
  protected readonly inClass = this.#drivers(() => this.className() ?? undefined);
  protected readonly failure = computed(() => {
    const error = this.#all.error() ?? this.inClass.error();
    return error && asApiError(error);
  });
  protected readonly loading = computed(() => this.#all.isLoading() || this.inClass.isLoading());

  protected readonly names = computed<[string, string]>(() => {
    const [first = '', second = ''] = this.labels();
    return [first, second];
  });
  protected readonly days = computed(() => {
    const [first, second] = this.inClass.hasValue() ? this.inClass.value() : [];
    return first && second ? sharedDays(first, second) : null;
  });
  protected readonly sentence = computed(() => seasonSentence(this.names(), this.days() ?? []));
  protected readonly chart = computed(() => seasonChart(this.names(), this.days() ?? []));

  protected choose(driver: string): Promise<void> {
    return this.#go({ driver: [...this.labels(), driver] });
  }

  protected leaveOut(driver: string): Promise<void> {
    return this.#go({ driver: this.labels().filter((label) => label !== driver), class: null });
  }

  protected pick(className: string): Promise<void> {
    return this.#go({ class: className });
  }

  protected retry(): void {
    this.#all.reload();
    this.inClass.reload();
  }

  /** @param className null for all classes; undefined while it is not known */
  #drivers(className: () => string | null | undefined) {
    return resource({
      params: () => {
        const [trackId, labels, name] = [this.trackId(), this.labels(), className()];
        const isAsked = trackId !== null && labels.length === 2 && name !== undefined;
        return isAsked ? { trackId, labels, name } : undefined;
      },
      loader: ({ params: { trackId, labels, name }, abortSignal }): Promise<DriverAtTrack[]> =>
        Promise.all(
          labels.map((label) => {
            const { driver_name, transponder } = drivenBy(label);
            const question = { trackId, name: driver_name, transponder };
            return this.#api.driver(question, { className: name, limit: FEWEST }, abortSignal);
          }),
        ),
    });
  }

  async #go(change: Record<string, unknown>): Promise<void> {
    await this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: change,
      queryParamsHandling: 'merge',
    });
  }
}
