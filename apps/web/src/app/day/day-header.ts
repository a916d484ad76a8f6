import { Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { EXPORT_FORMATS, type ExportFormat, dayExportUrl } from '../api/export-urls';
import { BackCloses } from '../browser/back-closes';
import { CameFrom } from '../browser/came-from';
import { LinkCopy } from '../browser/link-copy';
import { IS_NARROW } from '../browser/narrow';
import { formatDate } from '../calendar/calendar-date';
import { formatMonth, monthKeyOf } from '../calendar/month';
import { Icon } from '../icon/icon';
import { Printing } from '../browser/printing';

const FORMAT_NAMES: Record<ExportFormat, string> = {
  xlsx: 'Excel workbook',
  csv: 'CSV, for a spreadsheet',
  json: 'JSON',
  ndjson: 'NDJSON, one record a line',
};

/** Which day this is, and what can be done with it as a whole: on a phone in one menu. */
@Component({
  selector: 'ts-day-header',
  imports: [Icon, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger, RouterLink],
  templateUrl: './day-header.html',
  styleUrl: './day-header.scss',
})
export class DayHeader {
  readonly #router = inject(Router);
  readonly #cameFrom = inject(CameFrom);
  readonly #back = inject(BackCloses);
  protected closed: (() => Promise<void>) | null = null;
  readonly day = input.required<ImportedPracticeDayDetail>();

  protected readonly narrow = inject(IS_NARROW);
  protected readonly printing = inject(Printing);
  protected readonly link = new LinkCopy();
  protected readonly date = computed(() => formatDate(this.day().date));
  /** The list that was left for this day, at its place; else the days of its month. */
  protected readonly back = computed(() => {
    const { track_id: track, date } = this.day();
    const list = this.#cameFrom.list();
    if (list?.url.includes(`track=${track}`)) {
      const name = list.url.startsWith('/practice-days') ? 'practice days' : 'search';
      return {
        words: `Back to the ${name}`,
        address: this.#router.parseUrl(list.url),
        state: { scrolled: list.scrolled },
      };
    }
    const month = monthKeyOf(date);
    const address = this.#router.createUrlTree(['/practice-days'], {
      queryParams: { track, month },
    });
    return { words: `Practice days of ${formatMonth(month)}`, address, state: undefined };
  });
  protected readonly exports = computed(() =>
    EXPORT_FORMATS.map((format) => ({
      name: FORMAT_NAMES[format],
      url: dayExportUrl(this.day().event_id, format),
    })),
  );

  protected opened(menu: MatMenuTrigger): void {
    this.closed = this.#back.opened(() => menu.closeMenu());
  }
}
