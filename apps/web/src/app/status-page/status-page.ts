import {
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ago } from '../calendar/age';
import { Icon } from '../icon/icon';
import { FigureList } from '../page-parts/figure-list';
import { StateMessage } from '../page-parts/state-message';
import { ServerStatus } from '../status/server-status';
import { LivercSwitch } from './liverc-switch';
import {
  livercHeading,
  loadFigures,
  momentWords,
  sinceWords,
  successFigures,
  troublesOf,
  unreadablePages,
} from './status-words';

/** Somebody looks at it: more often than for the banners of the other pages. */
const LOOK_EVERY_MS = 10_000;

/** Is LiveRC answering, how fast, what waits, what failed, how fresh things are; and the switch. */
@Component({
  selector: 'ts-status-page',
  imports: [FigureList, Icon, MatButton, RouterLink, StateMessage],
  providers: [LivercSwitch],
  templateUrl: './status-page.html',
  styleUrl: './status-page.scss',
})
export default class StatusPage {
  protected readonly server = inject(ServerStatus);
  protected readonly switch = inject(LivercSwitch);
  private readonly sure = viewChild<ElementRef<HTMLElement>>('sure');

  /** With the moment at which it was so: ages are told by that. */
  protected readonly shown = computed(() => {
    const status = this.server.status();
    if (status === null) {
      return null;
    }
    const now = Date.now();
    const { favourites, figures, liverc } = status;
    return {
      liverc,
      isOff: liverc.state === 'disabled',
      heading: livercHeading(status),
      since: sinceWords(liverc, now),
      load: loadFigures(status, now),
      success: successFigures(figures),
      measuredSince: momentWords(figures.since, now),
      troubles: troublesOf(status, now),
      unreadable: unreadablePages(status, now),
      unreadableCount: status.unreadable_pages.count,
      favourites: favourites.map((track) => ({
        ...track,
        age: track.refreshed_at === null ? 'never' : ago(track.refreshed_at, now),
      })),
    };
  });

  constructor() {
    const timer = setInterval(() => this.server.refresh(), LOOK_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    // Whoever uses the keyboard is led to the question that was just put.
    effect(() => this.sure()?.nativeElement.focus());
  }
}
