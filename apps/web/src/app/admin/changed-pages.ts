import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ago } from '../calendar/age';
import { ServerStatus } from '../status/server-status';
import { momentWords, pageName } from '../status-page/status-words';

/** Pages of LiveRC that are not as they are known: kinds that changed, and those that came unread. */
@Component({
  selector: 'ts-changed-pages',
  imports: [RouterLink],
  templateUrl: './changed-pages.html',
  styleUrl: './changed-pages.scss',
})
export class ChangedPages {
  readonly #server = inject(ServerStatus);
  protected readonly shown = computed(() => {
    const status = this.#server.status();
    if (status === null) {
      return null;
    }
    const now = Date.now();
    const { count, newest } = status.unreadable_pages;
    return {
      drift: status.drift.map((page) => ({
        ...page,
        what: page.page === 'day' ? 'Day pages' : 'Calendars',
        since: momentWords(page.since, now),
        age: ago(page.checked_at, now),
      })),
      count,
      pages: newest.map((page) => ({ ...page, what: pageName(page), age: ago(page.seen_at, now) })),
    };
  });
}
