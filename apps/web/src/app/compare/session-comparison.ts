import { Component, computed, input, output } from '@angular/core';
import type { Lap } from '@trackside/contracts';
import { Chart } from '../charts/chart';
import { propertyOf } from '../charts/chart-colours';
import { MARK_OUTLINES, type MarkForm } from '../charts/chart-model';
import { lookOf } from '../charts/line-looks';
import { Icon } from '../icon/icon';
import { hasLaps } from '../laps/valid-laps';
import { type NamedSession, sideBySide } from './side-by-side';

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

  protected readonly view = computed(() => sideBySide(this.sessions(), this.laps(), this.gapTo()));
  protected readonly gapToQuickest = computed(
    () => !this.view().rivals.some(({ id }) => id === this.gapTo()),
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

  protected outlineOf(form: MarkForm): string {
    return MARK_OUTLINES[form].path;
  }

  protected isFilled(form: MarkForm): boolean {
    return MARK_OUTLINES[form].filled;
  }
}
