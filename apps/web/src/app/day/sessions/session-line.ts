import { Component, computed, input, output } from '@angular/core';
import type { ImportedPracticeSession } from '@trackside/contracts';
import { clockOf } from '../../laps/clock';
import { Change } from '../../laps/change';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import type { Statistic } from '../../laps/statistic';
import { hasLaps } from '../../laps/valid-laps';
import { DriverName } from '../../me/driver-name';
import { classOf } from '../drivers';
import type { RunChange } from './run-changes';
import { evennessOf } from './session-order';

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

  protected readonly words = computed(() => {
    const [session, statistic] = [this.session(), this.statistic()];
    return {
      time: clockOf(session.started_at),
      driver: this.driver(),
      class: classOf(session),
      transponder: session.transponder ?? '–',
      laps: session.lap_count === null ? '–' : String(session.lap_count),
      best: formatLapTime(session.fastest_lap_seconds),
      average: formatLapTime(statistic.told(session).seconds),
      consistency: formatPercent(evennessOf(session, statistic)),
      pace: statistic.pace.toLowerCase(),
    };
  });
  protected readonly note = computed(() => {
    const session = this.session();
    if (hasLaps(session)) {
      return null;
    }
    return session.laps_state === 'failed' ? 'laps failed' : 'laps not read';
  });
}
