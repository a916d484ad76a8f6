import { Injectable, signal } from '@angular/core';

/** A list of days as it was left: its address, and how far it was scrolled. */
export interface LeftList {
  readonly url: string;
  readonly scrolled: number;
}

/** The search and the year are lists; without a track they have nothing to come back to. */
const LIST = /^\/(?:practice-days)?\?(?:.*&)?track=/;

/** The list of days that was left last, so that a page can lead back to it. */
@Injectable({ providedIn: 'root' })
export class CameFrom {
  readonly #list = signal<LeftList | null>(null);
  readonly list = this.#list.asReadonly();

  leave(url: string, scrolled: number): void {
    if (LIST.test(url)) {
      this.#list.set({ url, scrolled });
    }
  }
}
