import { Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Title } from '@angular/platform-browser';
import { type Params, RouterLink } from '@angular/router';
import type { TrackDriver } from '@trackside/contracts';
import { isUnanswered } from '../api/api-error';
import { Printing } from '../browser/printing';
import { formatDate } from '../calendar/calendar-date';
import { driverParams } from '../driver/driver-query';
import { Icon } from '../icon/icon';
import { countWords } from '../laps/count';
import { formatLapTime } from '../laps/lap-time';
import { DriverName } from '../me/driver-name';
import { driverCountWords } from '../me/driver-counts';
import { belongsTo, isSomebody } from '../me/driver-names';
import { Me } from '../me/me';
import { labelOf } from '../me/track-driver';
import { ListEnd } from '../page-parts/list-end';
import { StateMessage } from '../page-parts/state-message';
import { Drivers } from './drivers';

/** Who practised at a track: found by a part of a name or a transponder, by class, by year. */
@Component({
  selector: 'ts-drivers-page',
  imports: [
    DriverName,
    Icon,
    ListEnd,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatSuffix,
    RouterLink,
    StateMessage,
  ],
  providers: [Drivers],
  templateUrl: './drivers-page.html',
  styleUrl: './drivers-page.scss',
})
export default class DriversPage {
  readonly #me = inject(Me).person;
  readonly #printing = inject(Printing);
  protected readonly page = inject(Drivers);
  protected readonly label = labelOf;
  protected readonly lap = formatLapTime;
  protected readonly date = formatDate;
  protected readonly counted = countWords;

  protected readonly unanswered = computed(() => isUnanswered(this.page.failure()));
  protected readonly unknownTrack = computed(() => {
    const failure = this.page.failure();
    const badId = failure?.code === 'VALIDATION_ERROR' && failure.details.length > 0;
    return failure?.code === 'TRACK_NOT_FOUND' || badId;
  });
  /** `50 drivers and more`. */
  protected readonly count = computed(() => {
    const drivers = this.page.drivers() ?? [];
    const named = drivers.filter(({ name }) => isSomebody(name)).length;
    const words = driverCountWords(named, drivers.length - named);
    return this.page.hasMore() ? `${words} and more` : words;
  });
  protected readonly narrowed = computed(() => {
    const question = this.page.question();
    return Boolean(question?.text || question?.className || question?.year);
  });

  /** What the fields say that are not on paper. */
  protected readonly narrowedWords = computed(() => {
    const { year, className, text, sort } = this.page.question() ?? {};
    const named = text ? `“${text}”` : null;
    const order = sort === 'best' ? 'best lap first' : 'most days first';
    return [year ?? 'all that is known', className, named, order].filter(Boolean).join(', ');
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const name = this.page.track()?.name;
      title.setTitle(`${name ? `Who practised at ${name}` : 'Who practised'} · Trackside`);
    });
  }

  protected paramsOf(driver: TrackDriver): Params {
    const { trackId = '', className = null, year } = this.page.question() ?? {};
    return { ...driverParams(trackId, labelOf(driver), className), year };
  }

  protected isMine({ name, transponders }: TrackDriver): boolean {
    const mine = belongsTo(this.#me());
    const used = transponders.length > 0 ? transponders : [{ transponder: null }];
    return used.some(({ transponder }) => mine({ driver_name: name, transponder }));
  }

  /** Paper has no "More": who is not here yet is read first. */
  protected async print(): Promise<void> {
    await this.page.all();
    this.#printing.print();
  }

  protected setSort(value: string): Promise<void> {
    return this.page.narrow({ sort: value === 'best' ? 'best' : 'days' });
  }

  protected setYear(value: string): Promise<void> {
    return this.page.narrow({ year: value === '' ? null : Number(value) });
  }
}
