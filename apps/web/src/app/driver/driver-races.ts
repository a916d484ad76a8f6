import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DriverRace } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';
import { countWords, formatCount } from '../laps/count';
import { formatLapTime, formatPercent } from '../laps/lap-time';

/** So many races are shown at first. */
const SHOWN_AT_FIRST = 12;

/** The races of a driver at imported events, each with the way to it and to the driver's event. */
@Component({
  selector: 'ts-driver-races',
  imports: [RouterLink],
  templateUrl: './driver-races.html',
  styleUrl: './driver-races.scss',
})
export class DriverRaces {
  /** Newest event first. */
  readonly races = input.required<readonly DriverRace[]>();
  /** As the event names whom it shows. */
  readonly label = input.required<string>();

  protected readonly lap = formatLapTime;
  protected readonly percent = formatPercent;
  protected readonly count = formatCount;
  readonly #all = signal(false);
  readonly #shown = computed(() =>
    this.#all() ? this.races() : this.races().slice(0, SHOWN_AT_FIRST),
  );
  /** The races of each event, under its name. */
  protected readonly events = computed(() => {
    const events = new Map<string, DriverRace[]>();
    for (const race of this.#shown()) {
      events.set(race.event_id, [...(events.get(race.event_id) ?? []), race]);
    }
    return [...events].map(([id, races]) => ({ id, races, ...headOf(races[0]) }));
  });
  protected readonly more = computed(() => {
    const left = this.races().length - this.#shown().length;
    return left === 0 ? null : `Show ${countWords(left, 'more race', 'more races')}`;
  });

  protected showAll(): void {
    this.#all.set(true);
  }
}

function headOf(last: DriverRace | undefined): { name: string; when: string } {
  const date = last?.date ?? null;
  return { name: last?.event_name ?? '', when: date === null ? '' : formatDate(date) };
}
