import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { HiddenName, PrivacyRequest, Track } from '@trackside/contracts';
import { Attempt } from '../account/attempt';
import { TracksideApi } from '../api/trackside-api';
import { formatDate } from '../calendar/calendar-date';
import { PrivacyApi } from './privacy-api';

/** Names that are hidden, and who asks for it, for an admin. */
@Component({
  selector: 'ts-hidden-names-page',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel],
  templateUrl: './hidden-names-page.html',
  styleUrl: './hidden-names-page.scss',
})
export default class HiddenNamesPage {
  readonly #api = inject(PrivacyApi);
  readonly #tracks = inject(TracksideApi);
  protected readonly requests = signal<readonly PrivacyRequest[]>([]);
  protected readonly hidden = signal<readonly HiddenName[]>([]);
  readonly #names = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly isLoaded = signal(false);
  protected readonly loading = new Attempt();
  protected readonly hiding = new Attempt();
  /** What has just been done, in words. */
  protected readonly done = signal('');
  protected readonly date = (instant: string): string => formatDate(instant.slice(0, 10));
  protected readonly place = computed(() => {
    const names = this.#names();
    return (id: string | null): string =>
      id === null ? 'everywhere' : `at ${names.get(id) ?? id}`;
  });

  constructor() {
    void this.#load();
  }

  protected async confirm({ name, track_id: trackId }: PrivacyRequest): Promise<void> {
    await this.#hide(name, trackId);
  }

  protected async decline({ id }: PrivacyRequest): Promise<void> {
    await this.#change('The request is declined and forgotten.', () => this.#api.decline(id));
  }

  protected async unhide({ id }: HiddenName): Promise<void> {
    const words = 'The name is hidden no more. It comes back as the pages are read anew.';
    await this.#change(words, () => this.#api.unhide(id));
  }

  protected async hideWritten(form: HTMLFormElement): Promise<void> {
    const name = String(new FormData(form).get('name') ?? '');
    if (await this.#hide(name, null)) {
      form.reset();
    }
  }

  #hide(name: string, trackId: string | null): Promise<boolean> {
    const where = trackId === null ? {} : { track_id: trackId };
    return this.#change('The name is hidden.', async () => {
      await this.#api.hide({ name, ...where });
    });
  }

  async #change(words: string, work: () => Promise<void>): Promise<boolean> {
    this.done.set('');
    const isDone = await this.hiding.run(work);
    if (isDone) {
      this.done.set(words);
      await this.#load();
    }
    return isDone;
  }

  async #load(): Promise<void> {
    await this.loading.run(async () => {
      const [requests, hidden] = await Promise.all([this.#api.requests(), this.#api.hiddenNames()]);
      this.requests.set(requests);
      this.hidden.set(hidden);
      this.isLoaded.set(true);
      const ids = new Set([...requests, ...hidden].flatMap(({ track_id: id }) => id ?? []));
      const tracks = await Promise.all(
        [...ids].map((id): Promise<Track> => this.#tracks.track(id)),
      );
      this.#names.set(new Map(tracks.map(({ id, name }) => [id, name])));
    });
  }
}
