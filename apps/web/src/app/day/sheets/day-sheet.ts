import { Component, computed, inject } from '@angular/core';
import type { ImportedPracticeSession } from '@trackside/contracts';
import { lapsChart } from '../../charts/laps-chart';
import { PaperChart } from '../../charts/paper-chart';
import { clockOf } from '../../laps/clock';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import { ChosenStatistic } from '../../laps/statistic';
import { consistencyOf, hasLaps } from '../../laps/valid-laps';
import { FigureList } from '../../page-parts/figure-list';
import { Sheet } from '../../page-parts/sheet';
import { type SheetColumn, SheetTable } from '../../page-parts/sheet-table';
import { DayStudy } from '../day-study';
import { classOf } from '../drivers';
import { dayChart } from '../my-day/day-chart';
import {
  type DayInClass,
  changeWords,
  classWords,
  consistencyWords,
  keyFigures,
} from '../my-day/my-figures';
import { SessionLaps } from '../session-laps';
import { leaderboardOf } from '../standings';
import { aboutDay, headingOf } from './about-day';

const SESSIONS: readonly SheetColumn[] = [
  { name: 'Time', words: true },
  { name: 'Driver', words: true },
  { name: 'Class', words: true },
  { name: 'Transponder', words: true },
  { name: 'Laps' },
  { name: 'Best' },
  { name: 'Average' },
  { name: 'LiveRC consistency' },
];

/** The day on paper: the driver's figures and charts, and every session of everybody. */
@Component({
  selector: 'ts-day-sheet',
  imports: [FigureList, PaperChart, Sheet, SheetTable],
  template: `
    <ts-sheet [heading]="heading()" [about]="about()">
      @if (figures(); as list) {
        <ts-figure-list class="in-columns" [figures]="list" />
        @for (sentence of sentences(); track $index) {
          <p class="tabular">{{ sentence }}</p>
        }
        @if (chart(); as model) {
          <ts-paper-chart [model]="model" />
        }
        @if (own(); as table) {
          <ts-sheet-table
            [heading]="'Sessions of ' + who()"
            [columns]="table.columns"
            [rows]="table.rows"
          />
          @if (lapsOfOne(); as model) {
            <ts-paper-chart [model]="model" />
          }
        }
      }
      <ts-sheet-table heading="All sessions" [columns]="columns" [rows]="rows()" />
    </ts-sheet>
  `,
  styles: `
    p {
      margin: 0.375rem 0 0;
    }
  `,
})
export class DaySheet {
  readonly #study = inject(DayStudy);
  readonly #laps = inject(SessionLaps);
  readonly #statistic = inject(ChosenStatistic).statistic;

  protected readonly columns = SESSIONS;
  protected readonly who = computed(() => this.#study.person().join(' + '));
  protected readonly heading = computed(() => headingOf(this.#study.day()));
  protected readonly about = computed(() => {
    const isTheirs = this.#sessions().length > 0;
    const whose = isTheirs ? [`${this.who()}, ${this.#study.className()}`] : [];
    return [...aboutDay(this.#study.day()), ...whose];
  });

  /** The driver's of the class looked at, as the day went. */
  readonly #sessions = computed(() =>
    this.#study
      .theirSessions()
      .filter((session) => classOf(session) === this.#study.className())
      .reverse(),
  );
  /** What needs laps that are not here is left out: paper cannot wait for them. */
  readonly #day = computed<DayInClass>(() => ({
    sessions: this.#sessions(),
    laps: this.#laps.known(this.#sessions()),
    board: leaderboardOf(this.#study.standings(), 'best'),
    statistic: this.#statistic(),
  }));
  readonly #driven = computed(() => {
    const laps = this.#day().laps;
    return laps && this.#sessions().map((session, at) => ({ session, laps: laps[at] ?? [] }));
  });
  protected readonly figures = computed(() =>
    this.#sessions().length === 0
      ? null
      : keyFigures(this.#day()).filter(({ value }) => value !== '…'),
  );
  protected readonly sentences = computed(() => {
    const day = this.#day();
    return [changeWords(day), classWords(day.board), consistencyWords(day)].filter(
      (words) => words !== null,
    );
  });
  protected readonly chart = computed(() => {
    const [driven, day] = [this.#driven(), this.#day()];
    const [first] = day.board.places;
    const best = first ? { seconds: first.value, driver: first.standing.label } : null;
    return driven && dayChart(driven, this.#study.day()?.date ?? '', best, day.statistic);
  });

  /** With "My day", a line a session by the statistic chosen. */
  protected readonly own = computed(() => {
    const [driven, statistic] = [this.#driven(), this.#statistic()];
    if (driven === null || this.#study.address().tab !== 'my-day') {
      return null;
    }
    const columns: SheetColumn[] = [
      { name: 'Time', words: true },
      ...['Best', statistic.pace, 'Laps', statistic.consistency].map((name) => ({ name })),
    ];
    const rows = driven.map(({ session, laps }) => {
      const { seconds, consistency } = statistic.of([laps]);
      return [
        clockOf(session.started_at),
        formatLapTime(session.fastest_lap_seconds),
        formatLapTime(seconds),
        String(session.lap_count ?? '–'),
        hasLaps(session) ? formatPercent(consistency) : 'not read',
      ];
    });
    return { columns, rows };
  });
  /** The session chosen, else the last one that is read. */
  protected readonly lapsOfOne = computed(() => {
    const driven = this.#driven() ?? [];
    const chosen = this.#study.address().session;
    const one =
      driven.find(({ session }) => session.id === chosen) ??
      driven.findLast(({ session }) => hasLaps(session));
    const model = one && lapsChart(one.laps, this.who(), this.#statistic());
    return model
      ? { ...model, title: `${model.title}, of ${clockOf(one.session.started_at)}` }
      : null;
  });

  /** As the day went. */
  protected readonly rows = computed(() =>
    [...(this.#study.sessions() ?? [])].reverse().map((session) => this.#rowOf(session)),
  );

  #rowOf(session: ImportedPracticeSession): string[] {
    return [
      clockOf(session.started_at),
      this.#study.labelOf(session),
      classOf(session),
      session.transponder ?? '–',
      String(session.lap_count ?? '–'),
      formatLapTime(session.fastest_lap_seconds),
      formatLapTime(session.average_lap_seconds),
      hasLaps(session) ? formatPercent(consistencyOf(session)) : 'not read',
    ];
  }
}
