import { Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { isUnanswered } from '../../api/api-error';
import { type ExportFormat } from '../../api/export-urls';
import { eventExportUrl } from '../../api/race-events-api';
import { ExportLinks } from '../../export/export-links';
import { Icon } from '../../icon/icon';
import { formatCount } from '../../laps/count';
import { type Figure, FigureList } from '../../page-parts/figure-list';
import { PersonPicker } from '../../page-parts/person-picker';
import { StateMessage } from '../../page-parts/state-message';
import { eventDates, progressWords } from '../event-words';
import { TABS, type Tab, writeAddress } from './address';
import { EntriesTab } from './entries-tab';
import { EventChecks } from './event-checks';
import { EventData } from './event-data';
import { EventView } from './event-view';
import { MyEvent } from './my-event';
import { OverviewTab } from './overview-tab';
import { RankingsTab } from './rankings-tab';

const TAB_NAMES: Record<Tab, string> = {
  overview: 'Overview',
  mine: 'My event',
  rankings: 'Rankings',
  entries: 'Entries',
};

/** A race event: who won, a driver's way through it, every ranking, race and entry. */
@Component({
  selector: 'ts-event-page',
  imports: [
    EntriesTab,
    EventChecks,
    ExportLinks,
    FigureList,
    Icon,
    MatButton,
    MyEvent,
    OverviewTab,
    PersonPicker,
    RankingsTab,
    RouterLink,
    StateMessage,
  ],
  providers: [EventData, EventView],
  templateUrl: './event-page.html',
  styleUrl: './event-page.scss',
})
export default class EventPage {
  protected readonly page = inject(EventData);
  protected readonly view = inject(EventView);
  protected readonly dates = eventDates;
  protected readonly tabs = TABS.map((tab) => ({
    tab,
    name: TAB_NAMES[tab],
    params: writeAddress({ tab, text: '' }),
  }));

  protected readonly unknown = computed(() => {
    const code = this.page.failure()?.code;
    return code === 'NOT_FOUND' || code === 'VALIDATION_ERROR';
  });
  protected readonly unanswered = computed(() => isUnanswered(this.page.failure()));
  protected readonly tab = computed(() => this.view.address().tab);
  protected readonly figures = computed<readonly Figure[]>(() => {
    const totals = this.page.event()?.totals;
    const told: [string, number | null | undefined][] = [
      ['Entries', totals?.entry_count],
      ['Drivers', totals?.driver_count],
      ['Races', totals?.race_count],
      ['Race laps', totals?.race_lap_count],
    ];
    return told.flatMap(([name, value]) =>
      value == null ? [] : [{ name, value: formatCount(value) }],
    );
  });
  protected readonly progress = computed(() => {
    const event = this.page.event();
    return event && progressWords(event);
  });
  protected readonly exportUrl = computed(() => {
    const id = this.page.event()?.id ?? '';
    return (format: ExportFormat) => eventExportUrl(id, format);
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.page.event()?.name ?? 'Race event'} · Trackside`));
  }

  /** Whoever picks a driver wants to see that one, whichever part is open. */
  protected async show(person: readonly string[]): Promise<void> {
    await this.view.go({ tab: 'mine', person, className: null, text: '' });
  }
}
