import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { clockOf } from '../../laps/clock';
import { formatCount } from '../../laps/count';
import { programmeOf, raceTitle } from '../event-words';
import { ClassChoice } from './class-choice';
import { EventData } from './event-data';
import { EventView } from './event-view';
import { standingsOf } from './my-races';
import { standingWords } from './my-way';

/** Who won, what became of the driver shown, and every race of the programme. */
@Component({
  selector: 'ts-overview-tab',
  imports: [ClassChoice, RouterLink],
  templateUrl: './overview-tab.html',
  styleUrls: ['./event-table.scss', './overview-tab.scss'],
})
export class OverviewTab {
  protected readonly data = inject(EventData);
  protected readonly view = inject(EventView);
  protected readonly clock = clockOf;
  protected readonly count = formatCount;
  protected readonly title = raceTitle;

  protected readonly classes = computed(() => this.data.event()?.classes ?? []);
  protected readonly who = computed(() =>
    this.view
      .theirs()
      .map(({ label }) => label)
      .join(' + '),
  );
  /** The answer first: where the driver shown stands. */
  protected readonly standings = computed(() => {
    const isTheirs = this.view.isTheirs();
    const its = standingsOf(this.data.rankings() ?? [], this.view.classes(), isTheirs);
    return its.map((standing) => ({
      className: standing.className,
      words: standingWords(standing),
    }));
  });
  protected readonly programme = computed(() => {
    const only = this.view.className();
    const races = this.data.races() ?? [];
    return programmeOf(only === null ? races : races.filter((race) => race.class_name === only));
  });
}
