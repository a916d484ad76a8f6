import { Component, computed, inject, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Change } from '../../laps/change';
import { clockOf } from '../../laps/clock';
import { NOTHING, formatLapTime, formatPercent } from '../../laps/lap-time';
import { nearNames } from '../../me/near-names';
import { ClassChips } from '../../page-parts/class-chips';
import { type Figure, FigureList } from '../../page-parts/figure-list';
import { StateMessage } from '../../page-parts/state-message';
import { gapWords, partTitle } from '../event-words';
import { EventData } from './event-data';
import { EventView } from './event-view';
import { type MyClass, myClasses, type Standing } from './my-races';
import { bestWords, placeWords, raceLines, titleInClass, wayOf } from './my-way';
import { TheirRaces } from './their-races';

/** A driver's event: the way from qualifying to the final, and every race of theirs. */
@Component({
  selector: 'ts-my-event',
  imports: [Change, ClassChips, FigureList, RouterLink, StateMessage],
  providers: [TheirRaces],
  templateUrl: './my-event.html',
  styleUrls: ['./event-table.scss', './my-event.scss'],
})
export class MyEvent {
  protected readonly view = inject(EventView);
  protected readonly theirs = inject(TheirRaces);
  readonly #data = inject(EventData);
  /** Somebody wants to say who they are. */
  readonly pickAsked = output();

  protected readonly lap = formatLapTime;
  protected readonly clock = clockOf;
  protected readonly percent = formatPercent;
  protected readonly gap = gapWords;
  protected readonly part = partTitle;
  protected readonly title = titleInClass;

  protected readonly who = computed(() => this.view.person().join(' + '));
  readonly #labels = computed(() => this.view.drivers().map(({ label }) => label));
  /** Who may be meant where nobody of that name takes part. */
  protected readonly near = computed(() => nearNames(this.view.person(), this.#labels()));
  /** Null while the races are not here. */
  protected readonly classes = computed(() => {
    const races = this.theirs.races();
    const programme = this.#data.races();
    if (races === null || programme === null) return null;
    return myClasses(races, programme, this.#data.rankings() ?? [], this.view.isTheirs());
  });
  protected readonly names = computed(() =>
    (this.classes() ?? []).map(({ className }) => className),
  );
  protected readonly mine = computed(() => {
    const named = this.view.address().className;
    const classes = this.classes() ?? [];
    return classes.find(({ className }) => className === named) ?? classes[0] ?? null;
  });
  protected readonly figures = computed(() => {
    const mine = this.mine();
    return mine === null ? [] : figuresOf(mine);
  });
  protected readonly way = computed(() => wayOf(this.mine() ?? NOTHING_RACED));
  protected readonly best = computed(() => bestWords(this.mine() ?? NOTHING_RACED));
  protected readonly lines = computed(() => raceLines(this.mine()?.races ?? []));
  protected readonly withoutFirstLap = computed(() =>
    (this.mine()?.races ?? []).some(({ race }) => race.first_lap_counts === false),
  );

  protected steadier(change: number): string {
    const tenths = Math.round(change * 10) / 10;
    if (tenths === 0) return '0.0';
    return `${tenths > 0 ? '+' : '−'}${Math.abs(tenths).toFixed(1)}`;
  }
}

const NOTHING_RACED: MyClass = {
  ...{ className: '', races: [] },
  ...{ qualifying: null, mains: null, final: null },
};

function figuresOf({ races, qualifying, final }: MyClass): Figure[] {
  const bests = races.flatMap(({ result }) => result.fastest_lap_seconds ?? []);
  const evens = races.flatMap(({ result }) => result.consistency_percent ?? []);
  const laps = races.reduce((sum, { result }) => sum + (result.lap_count ?? 0), 0);
  return [
    standingFigure('Final result', final),
    standingFigure('Qualified', qualifying),
    { name: 'Best lap', value: bests.length === 0 ? NOTHING : formatLapTime(Math.min(...bests)) },
    {
      name: 'Best consistency',
      value: evens.length === 0 ? NOTHING : formatPercent(Math.max(...evens)),
    },
    { name: 'Races', value: String(races.length) },
    { name: 'Laps', value: String(laps) },
  ];
}

function standingFigure(name: string, standing: Standing | null): Figure {
  if (standing === null || standing.row.position === null) return { name, value: NOTHING };
  const value = placeWords(standing.row.position, standing.of);
  return standing.provisional ? { name, value, note: 'provisional' } : { name, value };
}
