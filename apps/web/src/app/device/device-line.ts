import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { deviceCopies } from '../browser/device-copies';
import { ago } from '../calendar/age';
import { Icon } from '../icon/icon';
import { ServerStatus } from '../status/server-status';
import { newBuildIsHere } from './new-build';

const TICK_MS = 15_000;

/** Says how old the page is where it comes from the device, and that a newer build is here. */
@Component({
  selector: 'ts-device-line',
  imports: [Icon, MatButton],
  template: `
    <div role="status">
      @if (age(); as words) {
        <p class="old">
          <ts-icon name="offline" />
          <span>{{ words }}</span>
          <button matButton type="button" (click)="status.askAgain()">Try again</button>
        </p>
      } @else if (newBuild()) {
        <p class="new">
          <ts-icon name="refresh" />
          <span>A new version of Trackside is here.</span>
          <button matButton type="button" (click)="restart()">Take it</button>
          <button matButton type="button" (click)="newBuild.set(false)">Later</button>
        </p>
      }
    </div>
  `,
  styles: `
    /* The end of the page can be scrolled out from under the line. */
    :host(:has(p)) {
      display: block;
      height: 3rem;
    }
    /* It comes while somebody reads: it must not move the page. */
    p {
      position: fixed;
      z-index: 11;
      bottom: 1rem;
      left: 50%;
      display: flex;
      align-items: center;
      gap: 0.5rem;
      width: max-content;
      max-width: calc(100vw - 2rem);
      margin: 0;
      padding: 0 0.25rem 0 1rem;
      border: 1px solid currentcolor;
      border-radius: 8px;
      box-shadow: 0 4px 14px rgb(0 0 0 / 20%);
      font-size: 0.875rem;
      font-weight: 500;
      transform: translateX(-50%);
    }
    .old {
      background: var(--ts-old-soft);
      color: var(--ts-old);
    }
    .new {
      background: var(--ts-accent-soft);
      color: var(--ts-accent);
    }
    span {
      padding: 0.5rem 0;
    }
    button {
      flex: none;
      min-height: 44px;
      color: inherit;
    }
    @media print {
      p {
        position: static;
        border: 0;
        box-shadow: none;
        transform: none;
      }
      button {
        display: none;
      }
    }
  `,
})
export class DeviceLine {
  protected readonly status = inject(ServerStatus);
  protected readonly newBuild = newBuildIsHere;
  readonly #now = signal(Date.now());
  /** When the oldest of what is shown came from the server: nothing may seem newer than it is. */
  readonly #shownSince = computed(() => [...deviceCopies().values()].sort()[0] ?? null);
  protected readonly age = computed(() => {
    const keptAt = this.#shownSince();
    if (keptAt === null) {
      return null;
    }
    const why = this.status.unreachable() ? 'No connection.' : 'The network is slow.';
    return `${why} From this device, ${ago(keptAt, this.#now())}.`;
  });

  constructor() {
    effect((onCleanup) => {
      if (this.#shownSince() !== null) {
        this.#now.set(Date.now());
        const timer = setInterval(() => this.#now.set(Date.now()), TICK_MS);
        onCleanup(() => clearInterval(timer));
      }
    });
    // That the server is silent may not have been noticed yet.
    effect(() => {
      if (this.#shownSince() !== null) {
        untracked(() => this.status.refresh());
      }
    });
  }

  protected restart(): void {
    location.reload();
  }
}
