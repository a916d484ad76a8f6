import { Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { isUnanswered } from '../api/api-error';
import { CameFrom } from '../browser/came-from';
import { IS_NARROW } from '../browser/narrow';
import { formatDate } from '../calendar/calendar-date';
import { fetchCharts } from '../charts/charts-ahead';
import { Icon } from '../icon/icon';
import { LiveDay } from './live/live-day';
import { LiveLine } from './live/live-line';
import { PersonPicker } from '../page-parts/person-picker';
import { StateMessage } from '../page-parts/state-message';
import { TABS, type Tab, writeAddress } from './address';
import { ClassTab } from './class/class-tab';
import { CompareTab } from './compare/compare-tab';
import { Comparison } from './comparison';
import { DayFacts } from './day-facts';
import { DayHeader } from './day-header';
import { DayStudy } from './day-study';
import { MyDay } from './my-day/my-day';
import { pickable } from './pickable';
import { Printing } from '../browser/printing';
import { Reading } from './reading';
import { ReadingLine } from './reading-line';
import { SessionLaps } from './session-laps';
import { PrintSheet } from './sheets/print-sheet';
import { SessionsTab } from './sessions/sessions-tab';

const TAB_NAMES: Record<Tab, string> = {
  'my-day': 'My day',
  sessions: 'Sessions',
  class: 'Class',
  compare: 'Compare',
};

/** An imported practice day. Each state of it has a template of its own. */
@Component({
  selector: 'ts-day-page',
  imports: [
    ClassTab,
    CompareTab,
    DayFacts,
    DayHeader,
    Icon,
    LiveLine,
    MatButton,
    MyDay,
    PersonPicker,
    PrintSheet,
    ReadingLine,
    RouterLink,
    SessionsTab,
    StateMessage,
  ],
  providers: [Comparison, DayStudy, LiveDay, Reading, SessionLaps],
  templateUrl: './day-page.html',
  styleUrl: './day-page.scss',
})
export class DayPage {
  readonly #router = inject(Router);
  readonly #cameFrom = inject(CameFrom);
  protected readonly study = inject(DayStudy);
  protected readonly printing = inject(Printing);
  protected readonly narrow = inject(IS_NARROW);

  protected readonly unknownDay = computed(() => {
    const code = this.study.failure()?.code;
    return code === 'PRACTICE_DAY_NOT_FOUND' || code === 'NOT_FOUND' || code === 'VALIDATION_ERROR';
  });
  /** The list that was left for this day is on the device. */
  protected readonly back = computed(() => {
    const list = this.#cameFrom.list();
    return list === null
      ? { words: 'To the search', address: '/', state: undefined }
      : {
          words: 'Back to the list',
          address: this.#router.parseUrl(list.url),
          state: { scrolled: list.scrolled },
        };
  });
  protected readonly unanswered = computed(() => isUnanswered(this.study.failure()));
  protected readonly tab = computed(() => this.study.address().tab);
  protected readonly pickable = computed(() => this.study.drivers().map(pickable));
  /** The driver asked for did not drive; the driver's own part says so in place of all it has. */
  protected readonly isElsewhere = computed(
    () =>
      this.tab() !== 'my-day' &&
      this.study.person().length > 0 &&
      this.study.theirSessions().length === 0,
  );
  protected readonly tabs = computed(() =>
    TABS.map((tab) => ({
      tab,
      name: TAB_NAMES[tab],
      params: writeAddress({ tab, session: null }),
      count: tab === 'compare' ? this.study.address().compared.length : 0,
    })),
  );

  constructor() {
    if (this.tab() === 'my-day') {
      fetchCharts();
    }
    const title = inject(Title);
    effect(() => {
      const day = this.study.day();
      const name = day ? `${formatDate(day.date)}, ${day.track_name}` : 'Practice day';
      title.setTitle(`${name} · Trackside`);
    });
  }
}
