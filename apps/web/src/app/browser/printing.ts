import { ApplicationRef, DestroyRef, Injectable, inject, signal } from '@angular/core';
import { DOCUMENT } from '@angular/core';

/** Whether the page is being printed: what is drawn only in part on screen is then drawn whole. */
@Injectable({ providedIn: 'root' })
export class Printing {
  readonly #app = inject(ApplicationRef);
  readonly #window = inject(DOCUMENT).defaultView as Window;
  readonly #media = this.#window.matchMedia('print');
  readonly #active = signal(this.#media.matches);

  readonly active = this.#active.asReadonly();

  constructor() {
    const begin = (): void => this.#set(true);
    const end = (): void => this.#set(false);
    const follow = (): void => this.#set(this.#media.matches);
    this.#window.addEventListener('beforeprint', begin);
    this.#window.addEventListener('afterprint', end);
    this.#media.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => {
      this.#window.removeEventListener('beforeprint', begin);
      this.#window.removeEventListener('afterprint', end);
      this.#media.removeEventListener('change', follow);
    });
  }

  print(): void {
    this.#window.print();
  }

  /** The browser takes its picture when the listener returns: it cannot wait for the next frame. */
  #set(active: boolean): void {
    this.#active.set(active);
    this.#app.tick();
  }
}
