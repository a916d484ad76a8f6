import { Component, computed, inject } from '@angular/core';
import type { Lap } from '@trackside/contracts';
import { ComparisonSheet } from '../../compare/comparison-sheet';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { SessionLaps } from '../session-laps';
import { headingOf } from './about-day';

/** Sessions of the day side by side, on paper. */
@Component({
  selector: 'ts-compare-sheet',
  imports: [ComparisonSheet],
  template: `
    <ts-comparison-sheet
      [about]="about()"
      [sessions]="comparison.named()"
      [laps]="laps()"
      [gapTo]="study.address().gapTo"
    />
  `,
})
export class CompareSheet {
  protected readonly study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
  readonly #laps = inject(SessionLaps);

  protected readonly about = computed(() => {
    const day = this.study.day();
    return day === null ? [] : [headingOf(day), day.track_name];
  });
  /** Paper cannot wait for those that are not here. */
  protected readonly laps = computed<ReadonlyMap<string, readonly Lap[]>>(() => {
    const sessions = this.comparison.sessions();
    const laps = this.#laps.known(sessions) ?? [];
    return new Map(laps.map((driven, at) => [sessions[at]?.id ?? '', driven]));
  });
}
