import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationError, Router } from '@angular/router';
import { STATUS_URL } from '../api/trackside-api';
import { deviceCopies } from '../browser/device-copies';
import { isOffline } from '../browser/offline';
import { Icon } from '../icon/icon';
import { ServerStatus } from './server-status';

/** What concerns every page: demo data, a server that is silent, a catalogue not read yet. */
@Component({
  selector: 'ts-banners',
  imports: [Icon],
  template: `
    <div role="status">
      @if (status.demo(); as demo) {
        <p class="old">
          <ts-icon name="alert" />{{
            demo === 'liverc_unreachable' ? 'Demo data: LiveRC could not be reached' : 'Demo data'
          }}
        </p>
      }
      @if (failedPage(); as url) {
        <p class="wrong floating">
          That page could not be loaded.
          <button type="button" (click)="openAgain(url)">Try again</button>
        </p>
      } @else if (status.unreachable() && copies().size === 0) {
        <p class="wrong floating">
          <ts-icon name="offline" />
          @if (isOffline()) {
            There is no network. What this device has kept can still be opened.
          } @else {
            Trackside’s server does not answer. Trying again…
          }
        </p>
      }
      @if (status.unwell(); as words) {
        <p class="old floating"><ts-icon name="alert" />{{ words }}</p>
      }
      @if (status.catalogueAwaited()) {
        <p class="old">
          <ts-icon name="clock" />
          @if (status.livercDisabled()) {
            No tracks are known yet, and checking LiveRC is switched off here.
          } @else if (status.catalogueError()) {
            The list of tracks is not here yet: LiveRC could not be read. Trying again…
          } @else {
            The list of tracks is being read from LiveRC…
          }
        </p>
      }
    </div>
  `,
  styles: `
    p {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 0.5rem;
      margin: 0;
      padding: 0.5rem 1rem;
      font-size: 0.875rem;
      font-weight: 500;
    }
    .old {
      background: var(--ts-old-soft);
      color: var(--ts-old);
    }
    /* Comes and goes while somebody reads: it must not move the page. */
    .floating {
      position: fixed;
      z-index: 10;
      bottom: 1rem;
      left: 50%;
      width: max-content;
      max-width: calc(100vw - 2rem);
      border: 1px solid currentcolor;
      border-radius: 8px;
      box-shadow: 0 4px 14px rgb(0 0 0 / 20%);
      transform: translateX(-50%);
    }
    .wrong {
      background: var(--ts-wrong-soft);
      color: var(--ts-wrong);
    }
    button {
      min-height: 44px;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-decoration: underline;
    }
  `,
})
export class Banners {
  readonly #router = inject(Router);
  readonly #moved = toSignal(this.#router.events);
  protected readonly status = inject(ServerStatus);
  /** What comes from the device has a line of its own, which says that nothing newer comes. */
  protected readonly copies = deviceCopies;
  protected readonly isOffline = isOffline;
  /** The page whose scripts did not come: no network, or another build's stand there by now. */
  protected readonly failedPage = computed(() => {
    const event = this.#moved();
    return event instanceof NavigationError ? event.url : null;
  });

  /** A browser may remember that a script failed, and a new build has others: both need a new start. */
  protected async openAgain(url: string): Promise<void> {
    const opened = await this.#router.navigateByUrl(url).catch(() => false);
    if (!opened && (await fetch(STATUS_URL).catch(() => null))?.ok) {
      location.assign(url);
    }
  }
}
