import { Component, computed, inject, input } from '@angular/core';
import type { Track } from '@trackside/contracts';
import { Icon } from '../icon/icon';
import { Favourites } from './favourites';

/** The star of a track; a tap on it opens nothing else. */
@Component({
  selector: 'ts-track-star',
  imports: [Icon],
  template: `
    <button
      type="button"
      [class.on]="on()"
      [disabled]="track() === null"
      [attr.aria-pressed]="on()"
      [attr.aria-label]="'Favourite' + (track() ? ': ' + track()?.name : '')"
      (click)="toggle($event)"
    >
      <ts-icon name="star" [filled]="on()" />
    </button>
  `,
  styleUrl: './track-star.scss',
})
export class TrackStar {
  readonly #favourites = inject(Favourites);
  readonly track = input.required<Track | null>();

  protected readonly on = computed(() => {
    const track = this.track();
    return track !== null && this.#favourites.has(track);
  });

  protected async toggle(event: Event): Promise<void> {
    // A click inside a Material field puts the focus into it, which opens its list.
    event.stopPropagation();
    const track = this.track();
    if (track !== null) {
      await this.#favourites.toggle(track);
    }
  }
}
