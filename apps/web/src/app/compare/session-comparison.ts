import { Component, computed, input, output } from '@angular/core';
import type { ImportedPracticeSession, Lap } from '@trackside/contracts';
import { Chart } from '../charts/chart';
import { propertyOf } from '../charts/chart-colours';
import { MARK_OUTLINES, type MarkForm } from '../charts/chart-model';
import { Icon } from '../icon/icon';
import { formatLapTime } from '../laps/lap-time';
import { hasLaps } from '../laps/valid-laps';
import { type Compared, LOOKS, gapChart, overlayChart } from './compare-charts';
import { compareFigures } from './compare-figures';
import { gapsTo, lapByLap, quickestOf } from './gaps';

/** A session and what it is called beside the others. */
export interface NamedSession {
  readonly session: ImportedPracticeSession;
  readonly driver: string;
  /** What tells it from the driver's other ones: `10:58`, or `Sat 25 Oct 2025, 10:58`. */
  readonly when: string;
  readonly className: string;
}

/** Two to six sessions side by side: figures, laps one over the other, gaps, lap by lap. */
@Component({
  selector: 'ts-session-comparison',
  imports: [Chart, Icon],
  templateUrl: './session-comparison.html',
  styleUrl: './session-comparison.scss',
})
export class SessionComparison {
  readonly sessions = input.required<readonly NamedSession[]>();
  /** Laps by session; null while they are loading. */
  readonly laps = input.required<ReadonlyMap<string, readonly Lap[]> | null>();
  /** The laps could not be loaded; why stands in the content named `failure`. */
  readonly failed = input(false);
  /** The session that gaps are measured to; null for the quickest. */
  readonly gapTo = input.required<string | null>();
  readonly removed = output<string>();
  readonly gapToChanged = output<string | null>();

  protected readonly compared = computed<Compared[]>(() =>
    this.sessions().map(({ session, driver, when }, index) => ({
      id: session.id,
      name: `${driver} ${when}`,
      look: lookOf(index),
      laps: this.laps()?.get(session.id) ?? [],
    })),
  );
  protected readonly heads = computed(() =>
    this.sessions().map(({ session, ...words }, index) => ({
      ...words,
      id: session.id,
      colour: `var(${propertyOf(lookOf(index).colour)})`,
      form: lookOf(index).form,
      unread: !hasLaps(session),
    })),
  );
  protected readonly figures = computed(() =>
    compareFigures(this.sessions().map(({ session }) => session)),
  );

  readonly #quickest = computed(() => quickestOf(this.compared()));
  protected readonly gapToQuickest = computed(() => this.gapTo() === null);
  /** The session chosen, else the quickest. */
  protected readonly reference = computed(
    () => this.compared().find(({ id }) => id === this.gapTo())?.id ?? this.#quickest(),
  );
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

  protected outlineOf(form: MarkForm): string {
    return MARK_OUTLINES[form].path;
  }

  protected isFilled(form: MarkForm): boolean {
    return MARK_OUTLINES[form].filled;
  }
}

function lookOf(index: number): Compared['look'] {
  return LOOKS[index % LOOKS.length] as Compared['look'];
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
