import { Component, computed, inject } from '@angular/core';
import { clockOf } from '../laps/clock';
import { formatLapTime, formatPercent } from '../laps/lap-time';
import { ChosenStatistic } from '../laps/statistic';
import { consistencyOf, hasLaps } from '../laps/valid-laps';
import { FigureList } from '../page-parts/figure-list';
import { DayStudy } from './day-study';
import { classOf } from './drivers';
import { keyFigures } from './my-day/my-figures';
import { SessionLaps } from './session-laps';
import { leaderboardOf } from './standings';

/** The day on paper: the driver's figures, the class, and every session. */
@Component({
  selector: 'ts-print-sheet',
  imports: [FigureList],
  template: `
    @if (figures(); as list) {
      <h2>{{ who() }}, {{ study.className() }}</h2>
      <ts-figure-list [figures]="list" />
    }
    <h2>Sessions</h2>
    <table class="tabular">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Driver</th>
          <th scope="col">Class</th>
          <th scope="col">Transponder</th>
          <th scope="col" class="number">Laps</th>
          <th scope="col" class="number">Best</th>
          <th scope="col" class="number">Average</th>
          <th scope="col" class="number">LiveRC consistency</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.id) {
          <tr>
            <td>{{ row.time }}</td>
            <td>{{ row.driver }}</td>
            <td>{{ row.class }}</td>
            <td>{{ row.transponder }}</td>
            <td class="number">{{ row.laps }}</td>
            <td class="number">{{ row.best }}</td>
            <td class="number">{{ row.average }}</td>
            <td class="number">{{ row.consistency }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: none;
    }
    h2 {
      margin: 1rem 0 0.5rem;
      font-size: 1rem;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: 8.5pt;
    }
    thead {
      display: table-header-group;
    }
    tr {
      break-inside: avoid;
    }
    th,
    td {
      padding: 0.15rem 0.5rem 0.15rem 0;
      border-bottom: 1px solid var(--ts-line);
      text-align: left;
    }
    .number {
      padding-right: 0;
      padding-left: 0.5rem;
      text-align: right;
    }
    @media print {
      :host {
        display: block;
      }
    }
  `,
})
export class PrintSheet {
  protected readonly study = inject(DayStudy);
  readonly #laps = inject(SessionLaps);
  readonly #statistic = inject(ChosenStatistic).statistic;
  protected readonly who = computed(() => this.study.person().join(' + '));
  protected readonly figures = computed(() => {
    const sessions = this.study
      .theirSessions()
      .filter((session) => classOf(session) === this.study.className())
      .reverse();
    if (sessions.length === 0) {
      return null;
    }
    const board = leaderboardOf(this.study.standings(), 'best');
    // What needs laps that are not here is left out: paper cannot wait for them.
    const laps = this.#laps.known(sessions);
    const statistic = this.#statistic();
    return keyFigures({ sessions, laps, board, statistic }).filter(({ value }) => value !== '…');
  });
  /** As the day went. */
  protected readonly rows = computed(() =>
    [...(this.study.sessions() ?? [])].reverse().map((session) => ({
      id: session.id,
      time: clockOf(session.started_at),
      driver: this.study.labelOf(session),
      class: classOf(session),
      transponder: session.transponder ?? '–',
      laps: session.lap_count ?? '–',
      best: formatLapTime(session.fastest_lap_seconds),
      average: formatLapTime(session.average_lap_seconds),
      consistency: hasLaps(session) ? formatPercent(consistencyOf(session)) : 'not read',
    })),
  );
}
