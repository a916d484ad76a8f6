import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Lap } from '@trackside/contracts';
import { Chart } from '../../charts/chart';
import { propertyOf } from '../../charts/chart-colours';
import { MARK_OUTLINES, type MarkForm } from '../../charts/chart-model';
import { Icon } from '../../icon/icon';
import { clockOf } from '../../laps/clock';
import { formatLapTime } from '../../laps/lap-time';
import { hasLaps } from '../../laps/valid-laps';
import { StateMessage } from '../../page-parts/state-message';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { classOf } from '../drivers';
import { SessionLaps } from '../session-laps';
import { leaderboardOf } from '../standings';
import { type Compared, LOOKS, gapChart, overlayChart } from './compare-charts';
import { compareFigures } from './compare-figures';
import { gapsTo, lapByLap, quickestOf } from './gaps';

/** Two to six sessions side by side. */
@Component({
  selector: 'ts-compare-tab',
  imports: [Chart, Icon, MatButton, StateMessage],
  templateUrl: './compare-tab.html',
  styleUrl: './compare-tab.scss',
})
export class CompareTab {
  protected readonly study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
  protected readonly sessions = this.comparison.sessions;
  protected readonly wanted = inject(SessionLaps).want(() => this.sessions());

  protected readonly compared = computed<Compared[]>(() => {
    const laps = this.wanted.laps();
    return this.sessions().map((session, index) => ({
      id: session.id,
      name: `${this.study.labelOf(session)} ${clockOf(session.started_at)}`,
      look: LOOKS[index % LOOKS.length] as Compared['look'],
      laps: laps.get(session.id) ?? [],
    }));
  });
  protected readonly lapsAreHere = computed(() =>
    this.sessions().every((session) => !hasLaps(session) || this.wanted.laps().has(session.id)),
  );
  protected readonly heads = computed(() =>
    this.sessions().map((session, index) => {
      const look = LOOKS[index % LOOKS.length] as Compared['look'];
      return {
        id: session.id,
        driver: this.study.labelOf(session),
        time: clockOf(session.started_at),
        class: classOf(session),
        colour: `var(${propertyOf(look.colour)})`,
        form: look.form,
        unread: !hasLaps(session),
      };
    }),
  );
  protected readonly figures = computed(() => compareFigures(this.sessions()));

  readonly #quickest = computed(() => quickestOf(this.compared()));
  /** The session that gaps are measured to: the one chosen, else the quickest. */
  protected readonly reference = computed(() => {
    const asked = this.study.address().gapTo;
    return this.comparison.ids().find((id) => id === asked) ?? this.#quickest();
  });
  protected readonly gapToQuickest = computed(() => this.study.address().gapTo === null);
  protected readonly overlay = computed(() => overlayChart(this.compared()));
  protected readonly gaps = computed(() => {
    const reference = this.reference();
    return reference === null
      ? null
      : gapChart(this.compared(), gapsTo(reference, this.compared()), reference);
  });
  protected readonly lines = computed(() =>
    lapByLap(this.compared()).map(({ number, laps, quickest }) => ({
      number,
      cells: laps.map((lap) => cellOf(lap, quickest)),
    })),
  );

  /** The driver's own best session and the best one of the class, or the class's best two. */
  protected readonly proposal = computed(() => {
    const { places } = leaderboardOf(this.study.standings(), 'best');
    const own = places.find(({ standing }) => standing.key === '');
    const [first, second] = places;
    const pair = own !== undefined && own !== first ? [own, first] : [first, second];
    const ids = pair.flatMap((place) => place?.standing.bestSession ?? []);
    const others = own === first && own !== undefined;
    const words =
      own === undefined
        ? 'The two best of the class'
        : others
          ? 'Best and next best of the class'
          : 'Own best and class best';
    return ids.length === 2 ? { ids, words } : null;
  });

  protected outlineOf(form: MarkForm): string {
    return MARK_OUTLINES[form].path;
  }

  protected isFilled(form: MarkForm): boolean {
    return MARK_OUTLINES[form].filled;
  }

  protected async measureTo(id: string): Promise<void> {
    await this.study.replace({ gapTo: id === '' ? null : id });
  }
}

function cellOf(
  lap: Lap | null,
  quickest: number | null,
): { time: string; gap: string; kind: 'quickest' | 'invalid' | 'slower' | 'alone' | 'none' } {
  if (lap === null) {
    return { time: '', gap: '', kind: 'none' };
  }
  const time = formatLapTime(lap.lap_time_seconds);
  if (!lap.is_valid) {
    return { time, gap: 'invalid', kind: 'invalid' };
  }
  if (quickest === null) {
    return { time, gap: '', kind: 'alone' };
  }
  const behind = lap.lap_time_seconds - quickest;
  return behind <= 0
    ? { time, gap: 'quickest', kind: 'quickest' }
    : { time, gap: `+${formatLapTime(behind)}`, kind: 'slower' };
}
