import { Component, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SavedSearch } from '@trackside/contracts';
import { Attempt } from '../account/attempt';
import { SavedSearchesApi } from '../api/saved-searches-api';
import { readAgainWhenBack } from '../status/server-return';
import { savedRoute } from './saved-query';

/** The searches that somebody saved: one tap makes one again. Nothing while there are none. */
@Component({
  selector: 'ts-saved-searches',
  imports: [RouterLink],
  template: `
    @if (searches.hasValue() && searches.value().length > 0) {
      <section aria-labelledby="saved-searches">
        <h2 id="saved-searches">Saved searches</h2>
        <ul role="list">
          @for (search of searches.value(); track search.id) {
            <li>
              <a [routerLink]="routeOf(search).path" [queryParams]="routeOf(search).params">
                <bdi>{{ search.name }}</bdi>
              </a>
              <button
                type="button"
                [attr.aria-label]="'Forget the search ' + search.name"
                [disabled]="forgetting.running()"
                (click)="forget(search)"
              >
                Forget
              </button>
            </li>
          }
        </ul>
      </section>
    }
    <p class="problem" role="alert">{{ forgetting.problem() }}</p>
  `,
  styleUrl: './saved-searches.scss',
})
export class SavedSearches {
  readonly #api = inject(SavedSearchesApi);
  protected readonly routeOf = savedRoute;
  protected readonly searches = resource({
    loader: ({ abortSignal }) => this.#api.list(abortSignal),
  });
  protected readonly forgetting = new Attempt();

  constructor() {
    readAgainWhenBack(() => void this.searches.reload(), this.searches.error);
  }

  protected async forget({ id }: SavedSearch): Promise<void> {
    if (await this.forgetting.run(() => this.#api.forget(id))) {
      this.searches.reload();
    }
  }
}
