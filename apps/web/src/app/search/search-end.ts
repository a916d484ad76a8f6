import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Attempt } from '../account/attempt';
import { type ExportFormat } from '../api/export-urls';
import { SavedSearchesApi } from '../api/saved-searches-api';
import { LinkCopy } from '../browser/link-copy';
import { ExportLinks } from '../export/export-links';
import { Icon } from '../icon/icon';
import type { SearchQuery } from './query';
import { offeredName, savedQuery } from './saved-query';

/** What can be done with a search once it is read: taken away, handed on, kept for the next time. */
@Component({
  selector: 'ts-search-end',
  imports: [ExportLinks, Icon, MatButton],
  template: `
    <ts-export-links [urlOf]="exportUrl()" what="this search" />
    <button matButton type="button" (click)="link.copy()">
      <ts-icon name="link" />{{ link.copied() ? 'Link copied' : link.words }}
    </button>
    @if (query()?.practiceDays) {
      @if (saving()) {
        <form #form (submit)="$event.preventDefault(); save(name.value)">
          <label>
            Save it as
            <input #name maxlength="200" required [value]="offered()" />
          </label>
          <button matButton="outlined" type="submit" [disabled]="attempt.running()">Save</button>
          <button matButton type="button" (click)="saving.set(false)">Not now</button>
        </form>
      } @else {
        <button matButton type="button" (click)="saving.set(true)">
          <ts-icon name="star" />{{ isSaved() ? 'Saved' : 'Save this search' }}
        </button>
      }
      <p role="status" class="problem">{{ attempt.problem() }}</p>
    }
  `,
  styleUrl: './search-end.scss',
})
export class SearchEnd {
  readonly #api = inject(SavedSearchesApi);
  readonly query = input.required<SearchQuery | null>();
  readonly trackName = input.required<string>();
  /** The address of the search as a file. */
  readonly exportUrl = input.required<(format: ExportFormat) => string>();

  protected readonly link = new LinkCopy();
  protected readonly saving = signal(false);
  readonly #saved = signal<SearchQuery | null>(null);
  protected readonly isSaved = computed(
    () => this.#saved() !== null && this.#saved() === this.query(),
  );
  protected readonly attempt = new Attempt();
  protected readonly offered = computed(() =>
    offeredName(this.trackName(), this.query()?.when ?? { period: 'all' }),
  );

  protected async save(name: string): Promise<void> {
    const query = this.query();
    if (query === null) {
      return;
    }
    const isDone = await this.attempt.run(
      async () => void (await this.#api.save(savedQuery(name, query))),
    );
    if (isDone) {
      this.#saved.set(query);
      this.saving.set(false);
    }
  }
}
