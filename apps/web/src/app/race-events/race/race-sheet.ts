import { Component, computed, inject, input } from '@angular/core';
import type { RaceWithResults } from '@trackside/contracts';
import { PaperChart } from '../../charts/paper-chart';
import { NOTHING, formatLapTime, formatPercent } from '../../laps/lap-time';
import { Sheet } from '../../page-parts/sheet';
import { type SheetColumn, SheetTable } from '../../page-parts/sheet-table';
import { gapWords, partTitle, raceTitle, whenWords } from '../event-words';
import { positionChartHeight } from './position-chart';
import { lapNote } from './racers';
import { RaceView } from './race-view';

/** So many drivers' laps fit beside each other on a sheet. */
const DRIVERS_A_TABLE = 7;

/** A race on paper: result, charts, fade, and every lap of everybody. */
@Component({
  selector: 'ts-race-sheet',
  imports: [PaperChart, Sheet, SheetTable],
  template: `
    <ts-sheet [heading]="heading()" [about]="about()">
      <ts-sheet-table heading="Result" [columns]="resultColumns" [rows]="results()" />
      <p>{{ said().join(' ') }}</p>
      @if (view.positions(); as model) {
        <ts-paper-chart [model]="model" [height]="positionsHeight()" />
      }
      @if (view.gaps(); as model) {
        <ts-paper-chart [model]="model" />
      }
      @if (view.laps(); as model) {
        <ts-paper-chart [model]="model" />
      }
      @if (view.fades().length > 0) {
        <p>{{ view.fades().join(' ') }}</p>
      }
      @if (laps().length > 0) {
        <p>{{ starWords }}</p>
      }
      @for (part of laps(); track $index) {
        <ts-sheet-table [heading]="part.heading" [columns]="part.columns" [rows]="part.rows" />
      }
    </ts-sheet>
  `,
  styles: `
    p {
      margin: 0.375rem 0 0;
    }
  `,
})
export class RaceSheet {
  protected readonly view = inject(RaceView);
  readonly race = input.required<RaceWithResults>();
  /** Null while it is not known. */
  readonly eventName = input.required<string | null>();
  /** Sentences under the result: which laps count, what was checked, what contradicts the laps. */
  readonly said = input.required<readonly string[]>();

  protected readonly starWords =
    'In the tables of laps * is lap 1, or a time that contradicts the total.';
  protected readonly heading = computed(() => raceTitle(this.race()));
  protected readonly about = computed(() => {
    const words = [partTitle(this.race()), whenWords(this.race())].filter(Boolean).join(', ');
    return [this.eventName(), words].filter((line) => line !== null);
  });
  protected readonly positionsHeight = computed(() => positionChartHeight(this.view.racers()));
  protected readonly resultColumns: readonly SheetColumn[] = [
    { name: 'Position', words: true },
    { name: 'Driver', words: true },
    ...['Laps', 'Time', 'To the car ahead', 'To the winner', 'Best', 'Average', 'Consistency'].map(
      (name) => ({ name }),
    ),
  ];
  protected readonly results = computed(() =>
    this.race().results.map((row) => [
      String(row.position ?? row.status ?? NOTHING),
      row.started ? row.driver_name : `${row.driver_name} (did not start)`,
      String(row.lap_count ?? NOTHING),
      formatLapTime(row.total_seconds),
      gapWords(row.gap_ahead_seconds, row.gap_ahead_laps),
      gapWords(row.gap_winner_seconds, row.gap_winner_laps),
      formatLapTime(row.fastest_lap_seconds),
      formatLapTime(row.average_lap_seconds),
      formatPercent(row.consistency_percent),
    ]),
  );
  /** Time and position of every lap, the drivers in parts that fit the paper. */
  protected readonly laps = computed(() => {
    const all = this.view.raced();
    const tables = Math.ceil(all.length / DRIVERS_A_TABLE);
    // Eight drivers are four and four: one alone would take a table as wide as the sheet.
    const most = Math.ceil(all.length / Math.max(1, tables));
    const parts = Array.from({ length: tables }, (_, index) =>
      all.slice(index * most, (index + 1) * most),
    );
    return parts.map((racers, index) => ({
      heading: index === 0 ? 'Laps, with the position at the end of each' : 'Laps, further drivers',
      columns: [
        { name: 'Lap', words: true },
        ...racers.map(({ name }): SheetColumn => ({ name, named: true })),
      ],
      rows: Array.from({ length: Math.max(...racers.map(({ laps }) => laps.length)) }, (_, lap) => [
        String(lap + 1),
        ...racers.map((racer) => {
          const its = racer.laps[lap];
          const mark = lapNote(racer, lap + 1) !== null && its ? '*' : '';
          return its
            ? `${formatLapTime(its.lap_time_seconds)}${mark}  ${its.position ?? NOTHING}`
            : '';
        }),
      ]),
    }));
  });
}
