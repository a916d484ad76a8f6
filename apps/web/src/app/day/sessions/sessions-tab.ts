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
import { StateMessage } from '../../page-parts/state-message';
import { SORT_KEYS, type SortKey, sortAfterPress } from '../address';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { SessionDialog } from './session-dialog';
import { SessionLine } from './session-line';
import { filterSessions, sortSessions } from './session-order';

const ROW_HEIGHT_PX = 48;
const TWO_LINE_ROW_HEIGHT_PX = 68;
/** Far beyond the screen: a fling must not outrun what is drawn. */
const DRAWN_BEYOND_PX = 2_000;

const COLUMN_NAMES: Record<SortKey, string> = {
  time: 'Time',
  driver: 'Driver',
  class: 'Class',
  transponder: 'Transponder',
  laps: 'Laps',
  best: 'Best',
  average: 'Average',
  consistency: 'LiveRC consistency',
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
  ],
  templateUrl: './sessions-tab.html',
  styleUrl: './sessions-tab.scss',
  host: { '[style.--row-height.px]': 'rowHeight()' },
})
export class SessionsTab {
  protected readonly study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
  readonly #twoLines = inject(HAS_TWO_LINE_ROWS);

  protected readonly drawnBeyondPx = DRAWN_BEYOND_PX;
  protected readonly rowHeight = computed(() =>
    this.#twoLines() ? TWO_LINE_ROW_HEIGHT_PX : ROW_HEIGHT_PX,
  );
  protected readonly columns = computed(() => {
    const { key, descending } = this.study.address().sort;
    return SORT_KEYS.map((column) => ({
      key: column,
      name: COLUMN_NAMES[column],
      order: column === key ? (descending ? 'descending' : 'ascending') : null,
    }));
  });
  protected readonly rows = computed(() => {
    const { onlyClass, onlyDriver, sort } = this.study.address();
    const shown = filterSessions(this.study.sessions() ?? [], onlyClass, onlyDriver);
    return sortSessions(shown, sort);
  });
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
