import { Component, DestroyRef, computed, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../icon/icon';
import { countWords, formatCount } from '../../laps/count';
import { isHidden } from '../../me/driver-names';
import { ClassChoice } from './class-choice';
import { filterEntries } from './entry-filter';
import { EventData } from './event-data';
import { EventView } from './event-view';

/** The address follows what is typed when nothing was for so long. */
const ADDRESS_LAG_MS = 300;

/** Who has entered, by class. */
@Component({
  selector: 'ts-entries-tab',
  imports: [ClassChoice, Icon, RouterLink],
  templateUrl: './entries-tab.html',
  styleUrls: ['./event-table.scss', './entries-tab.scss'],
})
export class EntriesTab {
  protected readonly data = inject(EventData);
  protected readonly view = inject(EventView);
  protected readonly isHidden = isHidden;
  protected readonly text = linkedSignal(() => this.view.address().text);
  /** As the entry list has them, which may know classes that no race has yet. */
  protected readonly classes = computed(() => [
    ...new Set((this.data.entries() ?? []).map(({ class_name }) => class_name)),
  ]);
  protected readonly className = computed(() => {
    const named = this.view.address().className;
    return named !== null && this.classes().includes(named) ? named : null;
  });
  protected readonly shown = computed(() =>
    filterEntries(this.data.entries() ?? [], this.className(), this.text()),
  );
  protected readonly countLine = computed(() => {
    const all = this.data.entries()?.length ?? 0;
    const shown = this.shown().reduce((sum, { entries }) => sum + entries.length, 0);
    const words = countWords(all, 'entry', 'entries');
    return shown === all ? words : `${formatCount(shown)} of ${words}`;
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#timer));
  }

  protected narrow(text: string): void {
    this.text.set(text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.view.replace({ text }), ADDRESS_LAG_MS);
  }
}
