import { Injectable, computed, inject } from '@angular/core';
import { AVERAGE_OF_5 } from '../../laps/figure-names';
import { formatGap } from '../../laps/lap-time';
import type { Ranking } from '../address';
import { DayStudy } from '../day-study';
import { SHOWN, type Standing, leaderboardOf } from '../standings';
import { CHART_ROW_PX, classChart } from './class-chart';

export const RANKING_NAMES: Record<Ranking, string> = {
  best: 'Best lap',
  consecutive: 'Best 3 in a row',
  top5: AVERAGE_OF_5,
  consistency: 'LiveRC consistency',
};

/** Room for the marks of the axis below the rows. */
const AXIS_PX = 70;

/** The class looked at, ranked as the address says: on screen and on paper the same. */
@Injectable()
export class ClassBoard {
  readonly #study = inject(DayStudy);

  readonly ranking = computed(() => this.#study.address().ranking);
  readonly column = computed(() => RANKING_NAMES[this.ranking()]);
  readonly board = computed(() => leaderboardOf(this.#study.standings(), this.ranking()));
  readonly isTime = computed(() => this.ranking() !== 'consistency');

  /** By best lap, whatever the table is ranked by: its points are best laps. */
  readonly chart = computed(() => {
    const { places } = leaderboardOf(this.#study.standings(), 'best');
    const rows = places.map(({ standing }) => ({
      key: standing.key,
      name: this.nameOf(standing),
    }));
    const className = this.#study.className() ?? '';
    return classChart(rows, this.#study.classSessions(), this.#study.keyOf(), className);
  });
  readonly chartHeight = computed(
    () => AXIS_PX + CHART_ROW_PX * (this.chart()?.table.rows.length ?? 0),
  );

  /** The driver shown by the names that the address has. */
  nameOf({ key, label }: Standing): string {
    return key === SHOWN ? this.#study.person().join(' + ') : label;
  }

  /** Seconds, or points of a percentage. */
  gapWords(gap: number): string {
    return this.isTime() ? formatGap(gap) : pointsBehind(gap);
  }
}

function pointsBehind(gap: number): string {
  const points = gap.toFixed(1);
  return points === '0.0' ? points : `−${points}`;
}
