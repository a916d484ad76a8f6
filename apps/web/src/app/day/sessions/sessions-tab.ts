import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollableWindow,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import { Component, computed, inject } from '@angular/core';
import type { ImportedPracticeSession } from '@trackside/contracts';
import { HAS_TWO_LINE_ROWS } from '../../browser/narrow';
import { Icon } from '../../icon/icon';
import { countWords } from '../../laps/count';
import { ChosenStatistic } from '../../laps/statistic';
import { StatisticSwitch } from '../../laps/statistic-switch';
import { StateMessage } from '../../page-parts/state-message';
import { SORT_KEYS, type SortKey, sortAfterPress } from '../address';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { SessionDialog } from './session-dialog';
import { SessionLine } from './session-line';
import { runChanges } from './run-changes';
import { filterSessions, sortSessions, theirsFirst } from './session-order';

const ROW_HEIGHT_PX = 48;
const THREE_LINE_ROW_HEIGHT_PX = 84;
/** Far beyond the screen: a fling must not outrun what is drawn. */
const DRAWN_BEYOND_PX = 2_000;

const COLUMN_NAMES: Record<Exclude<SortKey, 'average' | 'consistency'>, string> = {
  time: 'Time',
  driver: 'Driver',
  class: 'Class',
  transponder: 'Transponder',
  laps: 'Laps',
  best: 'Best',
};

/** Every session of the day. Only the rows on screen, and some around them, exist. */
@Component({
  selector: 'ts-sessions-tab',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollableWindow,
    CdkVirtualScrollViewport,
    Icon,
    SessionDialog,
    SessionLine,
    StateMessage,
    StatisticSwitch,
  ],
  templateUrl: './sessions-tab.html',
  styleUrl: './sessions-tab.scss',
  host: { '[style.--row-height.px]': 'rowHeight()' },
})
export class SessionsTab {
  protected readonly study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
  readonly #isNarrow = inject(HAS_TWO_LINE_ROWS);
  protected readonly statistic = inject(ChosenStatistic).told;

  protected readonly drawnBeyondPx = DRAWN_BEYOND_PX;
  protected readonly rowHeight = computed(() =>
    this.#isNarrow() ? THREE_LINE_ROW_HEIGHT_PX : ROW_HEIGHT_PX,
  );
  protected readonly columns = computed(() => {
    const { key, descending } = this.study.address().sort;
    const { pace, consistency } = this.statistic();
    const names = { ...COLUMN_NAMES, average: pace, consistency };
    return SORT_KEYS.map((column) => ({
      key: column,
      name: names[column],
      order: column === key ? (descending ? 'descending' : 'ascending') : null,
    }));
  });
  protected readonly rows = computed(() => {
    const { onlyClass, onlyDriver, sort } = this.study.address();
    const shown = filterSessions(this.study.sessions() ?? [], onlyClass, onlyDriver);
    const sorted = sortSessions(shown, sort, this.statistic());
    return sort.key === 'time' ? theirsFirst(sorted, this.study.isTheirs()) : sorted;
  });
  /** By time the list starts with the driver shown; how many that are, where others follow. */
  protected readonly theirsOnTop = computed(() => {
    const count = this.rows().filter(this.study.isTheirs()).length;
    const isByTime = this.study.address().sort.key === 'time';
    return isByTime && count < this.rows().length ? count : 0;
  });
  protected readonly found = computed(() => {
    const words = `${this.rows().length} of ${countWords(this.study.sessions()?.length ?? 0, 'session')}`;
    return this.theirsOnTop() > 0 ? `${words}, ${this.study.person().join(' + ')} first` : words;
  });
  protected readonly changes = computed(() =>
    runChanges(
      this.study.sessions() ?? [],
      this.study.keyOf(),
      (session) => this.statistic().told(session).seconds,
    ),
  );
  protected readonly opened = computed(() => {
    const id = this.study.address().session;
    return id === null ? null : (this.study.sessionById().get(id) ?? null);
  });

  protected idOf(_index: number, { id }: ImportedPracticeSession): string {
    return id;
  }

  protected async sortBy(key: SortKey): Promise<void> {
    await this.study.replace({ sort: sortAfterPress(this.study.address().sort, key) });
  }

  protected async pickSort(key: string): Promise<void> {
    const sort = SORT_KEYS.find((known) => known === key);
    if (sort) {
      await this.sortBy(sort);
    }
  }

  protected async narrow(onlyClass: string, onlyDriver: string): Promise<void> {
    await this.study.replace({ onlyClass: onlyClass || null, onlyDriver: onlyDriver || null });
  }

  protected async open(session: string | null): Promise<void> {
    await (session === null ? this.study.replace({ session }) : this.study.go({ session }));
  }
}
