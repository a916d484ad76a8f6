import { Component, computed, inject, input } from '@angular/core';
import type { ImportedPracticeSession } from '@trackside/contracts';
import { Chart } from '../../charts/chart';
import { lapKinds } from '../../charts/fit';
import { distributionChart } from '../../charts/distribution-chart';
import { LAP_NOTES, fadeWords, lapsChart } from '../../charts/laps-chart';
import { checkWords, mismatchWords } from '../../laps/checks';
import { clockOf } from '../../laps/clock';
import { AVERAGE_OF_5 } from '../../laps/figure-names';
import { formatGap, formatLapTime, formatPercent } from '../../laps/lap-time';
import { ChosenStatistic } from '../../laps/statistic';
import { hasLaps } from '../../laps/valid-laps';
import { type Figure, FigureList } from '../../page-parts/figure-list';
import { DayStudy } from '../day-study';
import { SessionLaps } from '../session-laps';

/** A session's laps: drawn and, where wanted whole, with its figures and lap by lap. */
@Component({
  selector: 'ts-session-detail',
  imports: [Chart, FigureList],
  templateUrl: './session-detail.html',
  styleUrl: './session-detail.scss',
})
export class SessionDetail {
  readonly session = input.required<ImportedPracticeSession>();
  /** With its figures and the list of laps. */
  readonly whole = input(false);

  readonly #study = inject(DayStudy);
  protected readonly wanted = inject(SessionLaps).want(() => [this.session()]);
  protected readonly read = computed(() => hasLaps(this.session()));
  protected readonly laps = computed(() => this.wanted.laps().get(this.session().id) ?? null);
  readonly #statistic = inject(ChosenStatistic).statistic;
  readonly #name = computed(
    () => `${this.#study.labelOf(this.session())}, ${clockOf(this.session().started_at)}`,
  );
  protected readonly chart = computed(() =>
    lapsChart(this.laps() ?? [], this.#name(), this.#statistic()),
  );
  protected readonly distribution = computed(() =>
    distributionChart(this.laps() ?? [], this.#name()),
  );
  protected readonly fade = computed(() => fadeWords(this.laps() ?? [], this.#statistic()));
  protected readonly figures = computed<Figure[]>(() => {
    const [session, statistic] = [this.session(), this.#statistic()];
    const laps = this.laps();
    const { seconds, consistency } = laps === null ? statistic.told(session) : statistic.of([laps]);
    const invalid = session.invalid_lap_count ?? 0;
    return [
      { name: 'Best', value: formatLapTime(session.fastest_lap_seconds) },
      { name: statistic.pace, value: formatLapTime(seconds) },
      { name: AVERAGE_OF_5, value: formatLapTime(session.average_top_5_seconds) },
      { name: 'Best 3 in a row', value: formatLapTime(session.top_3_consecutive_seconds) },
      { name: statistic.consistency, value: formatPercent(consistency) },
      {
        name: 'Laps',
        value: String(session.lap_count ?? '–'),
        note: invalid > 0 ? `${invalid} invalid` : '',
      },
    ];
  });
  protected readonly rows = computed(() => {
    const laps = this.laps() ?? [];
    const kindOf = lapKinds(laps, this.#statistic());
    const best = this.session().fastest_lap_seconds;
    return laps.map((lap) => ({
      number: lap.lap_number,
      time: formatLapTime(lap.lap_time_seconds),
      gap: best === null || !lap.is_valid ? '' : formatGap(lap.lap_time_seconds - best),
      kind: kindOf(lap),
      note: LAP_NOTES[kindOf(lap)],
      best: lap.is_valid && lap.lap_time_seconds === best,
    }));
  });
  protected readonly checks = computed(() => checkWords(this.session().checks));
  protected readonly mismatches = computed(() =>
    this.session().checks.mismatches.map((one) => `LiveRC’s ${mismatchWords(one)}`),
  );
  protected readonly validRange = computed(() => {
    const { valid_lap_min_seconds: min, valid_lap_max_seconds: max } = this.session();
    return min === null || max === null
      ? null
      : `Valid laps of this class: ${formatLapTime(min)} to ${formatLapTime(max)}.`;
  });
}
