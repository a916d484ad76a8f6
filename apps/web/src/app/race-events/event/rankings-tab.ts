import { Component, computed, inject } from '@angular/core';
import { ClassChoice } from './class-choice';
import { EventData } from './event-data';
import { EventView } from './event-view';
import { rankingsOf } from './ranking-words';

/** Every ranking of a class, with its rounds: which counted, and how equals are told apart. */
@Component({
  selector: 'ts-rankings-tab',
  imports: [ClassChoice],
  templateUrl: './rankings-tab.html',
  styleUrls: ['./event-table.scss', './rankings-tab.scss'],
})
export class RankingsTab {
  protected readonly data = inject(EventData);
  protected readonly view = inject(EventView);
  protected readonly tables = computed(() =>
    rankingsOf(this.data.rankings() ?? [], this.view.oneClass()),
  );
}
