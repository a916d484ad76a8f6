import { Component, computed, input, output } from '@angular/core';
import type { ImportedPracticeSession } from '@trackside/contracts';
import { Change } from '../../laps/change';
import type { Statistic } from '../../laps/statistic';
import { hasLaps } from '../../laps/valid-laps';
import { DriverName } from '../../me/driver-name';
import type { RunChange } from './run-changes';
import { sessionWords } from './session-words';

/** One session: a line on a desktop, three on a phone. Its height never changes. */
@Component({
  selector: 'ts-session-line',
  imports: [Change, DriverName],
  templateUrl: './session-line.html',
  styleUrl: './session-line.scss',
  host: {
    '[class.is-mine]': 'mine()',
    '[class.ends-theirs]': 'endsTheirs()',
    '[class.is-chosen]': 'chosen()',
    '[class.shows-consistency]': 'note() !== null || byConsistency()',
  },
})
export class SessionLine {
  readonly session = input.required<ImportedPracticeSession>();
  /** As the driver is written most often. */
  readonly driver = input.required<string>();
  /** What average and consistency are. */
  readonly statistic = input.required<Statistic>();
  /** Against the driver's run before; null for a first one. */
  readonly change = input<RunChange | null>(null);
  /** The last of the driver shown, before those of others. */
  readonly endsTheirs = input(false);
  /** One of the driver's who is shown. */
  readonly mine = input(false);
  readonly chosen = input(false);
  /** As many are chosen as can be compared. */
  readonly full = input(false);
  /** Sorted by consistency: where there is no room for all, it is shown. */
  readonly byConsistency = input(false);
  readonly opened = output();
  readonly toggled = output();

  protected readonly words = computed(() =>
    sessionWords(this.session(), this.driver(), this.statistic()),
  );
  protected readonly note = computed(() => {
    const session = this.session();
    if (hasLaps(session)) {
      return null;
    }
    return session.laps_state === 'failed' ? 'laps failed' : 'laps not read';
  });
}
