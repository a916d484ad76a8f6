import { Component, inject } from '@angular/core';
import { Icon } from '../icon/icon';
import { ServerStatus } from './server-status';

/** What concerns every page: demo data, a server that is silent, a catalogue not read yet. */
@Component({
  selector: 'ts-banners',
  imports: [Icon],
  template: `
    <div role="status">
      @if (status.demo()) {
        <p class="old">
          <ts-icon name="alert" />{{
            status.demoReason() === 'liverc_unreachable'
              ? 'Demo data: LiveRC could not be reached'
              : 'Demo data'
          }}
        </p>
      }
      @if (status.unreachable()) {
        <p class="wrong floating">
          <ts-icon name="offline" />Trackside’s server does not answer. Trying again…
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
  `,
})
export class Banners {
  protected readonly status = inject(ServerStatus);
}
