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
        <p class="old"><ts-icon name="alert" />Demo data: LiveRC could not be reached</p>
      }
      @if (status.unreachable()) {
        <p class="wrong">
          <ts-icon name="offline" />Trackside’s server does not answer. Trying again…
        </p>
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
    .wrong {
      background: var(--ts-wrong-soft);
      color: var(--ts-wrong);
    }
  `,
})
export class Banners {
  protected readonly status = inject(ServerStatus);
}
