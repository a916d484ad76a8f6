import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import {
  type IsActiveMatchOptions,
  NavigationEnd,
  Router,
  RouterLink,
  RouterLinkActive,
  RouterOutlet,
} from '@angular/router';
import { CameFrom } from './browser/came-from';
import { Icon } from './icon/icon';
import { Banners } from './status/banners';
import { ServerStatus } from './status/server-status';
import { LastTrack } from './me/last-track';
import { ThemeToggle } from './theme/theme-toggle';

/** Its parameters say what a page shows, not which one it is. */
const SAME_PAGE: IsActiveMatchOptions = {
  paths: 'exact',
  queryParams: 'ignored',
  matrixParams: 'ignored',
  fragment: 'ignored',
};

/** The frame around every page. */
@Component({
  selector: 'ts-root',
  imports: [Banners, Icon, RouterLink, RouterLinkActive, RouterOutlet, ThemeToggle],
  template: `
    <a class="skip" href="#main" (click)="$event.preventDefault(); main.focus()">To the page</a>
    <ts-banners />
    <header>
      <div class="bar">
        <a class="brand" routerLink="/">
          <img src="favicon.svg" alt="" width="26" height="26" />
          <span class="name">Trackside</span>
        </a>
        <nav aria-label="Pages">
          <a
            routerLink="/"
            routerLinkActive="here"
            ariaCurrentWhenActive="page"
            [routerLinkActiveOptions]="samePage"
            >Search</a
          >
          <a
            routerLink="/practice-days"
            routerLinkActive="here"
            ariaCurrentWhenActive="page"
            [routerLinkActiveOptions]="{ ...samePage, paths: 'subset' }"
            [queryParams]="atTrack()"
            >Practice days</a
          >
          <a
            routerLink="/status"
            routerLinkActive="here"
            ariaCurrentWhenActive="page"
            [routerLinkActiveOptions]="samePage"
            >Status</a
          >
        </nav>
        @if (status.signedIn()) {
          <a class="account" routerLink="/account" aria-label="Account" title="Account">
            <ts-icon name="person" />
          </a>
        }
        <ts-theme-toggle />
      </div>
    </header>
    <main #main id="main" tabindex="-1"><router-outlet /></main>
  `,
  styles: `
    .skip {
      position: absolute;
      z-index: 10;
      top: 4px;
      left: 1rem;
      padding: 0.75rem 1rem;
      border-radius: 8px;
      background: var(--ts-surface);
      color: var(--ts-accent);
      font-weight: 600;
    }
    .skip:not(:focus) {
      clip-path: inset(50%);
    }
    header {
      background: var(--ts-surface);
      border-bottom: 1px solid var(--ts-line);
    }
    .bar {
      display: flex;
      align-items: center;
      gap: 1.5rem;
      max-width: 72rem;
      height: 56px;
      margin: 0 auto;
      padding: 0 1rem 0 1.5rem;
    }
    .brand {
      display: inline-flex;
      align-items: center;
      gap: 0.625rem;
      min-height: 44px;
      color: inherit;
      font-size: 1.0625rem;
      font-weight: 700;
      letter-spacing: -0.01em;
      text-decoration: none;
    }
    nav {
      display: flex;
      flex: 1;
      align-self: stretch;
      gap: 0.25rem;
    }
    nav a {
      display: inline-flex;
      align-items: center;
      min-width: 44px;
      padding: 2px 0.75rem 0;
      border-bottom: 2px solid transparent;
      color: var(--ts-ink-soft);
      font-size: 0.9375rem;
      font-weight: 500;
      text-decoration: none;
      white-space: nowrap;
    }
    nav a:hover {
      color: var(--ts-ink);
    }
    nav .here {
      border-bottom-color: var(--ts-accent);
      color: var(--ts-ink);
      font-weight: 600;
    }
    .account {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      color: var(--ts-ink-soft);
    }
    main {
      max-width: 72rem;
      margin: 0 auto;
      padding: 1.5rem 1.5rem 4rem;
    }
    @media (max-width: 719.98px) {
      .bar {
        gap: 0.5rem;
        height: 44px;
        padding: 0 0.5rem 0 1rem;
      }
      main {
        padding: 1rem 1rem 4rem;
      }
    }
    @media (max-width: 419.98px) {
      .name {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      .brand {
        min-width: 44px;
      }
      .bar {
        gap: 0.25rem;
      }
      nav {
        gap: 0;
      }
      nav a {
        padding: 2px 0.375rem 0;
        font-size: 0.875rem;
      }
    }
    @media (max-width: 349.98px) {
      .bar {
        gap: 0;
        padding: 0;
      }
      /* In the middle of its own room, not at the very edge. */
      .brand {
        justify-content: center;
      }
      nav a {
        padding-inline: 0.125rem;
        font-size: 0.8125rem;
      }
    }
  `,
})
export class App {
  readonly #injector = inject(Injector);
  readonly #router = inject(Router);
  readonly #cameFrom = inject(CameFrom);
  readonly #lastTrack = inject(LastTrack);
  protected readonly status = inject(ServerStatus);
  readonly #moved = toSignal(this.#router.events);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  #path: string | null = null;
  #endFocus = (): void => undefined;

  protected readonly samePage = SAME_PAGE;
  /** The track that is looked at, else the one that was last, goes along to the next page. */
  protected readonly atTrack = computed(
    () => {
      this.#moved();
      const track: unknown = this.#router.parseUrl(this.#router.url).queryParams['track'];
      const known = typeof track === 'string' ? track : this.#lastTrack.track()?.id;
      return known === undefined ? {} : { track: known };
    },
    { equal: (a, b) => a.track === b.track },
  );

  constructor() {
    afterNextRender(() => void this.#keepPlaces());
    effect(() => {
      if (this.status.signedIn()) {
        void this.#meetAccount();
      }
    });
    effect(() => {
      const moved = this.#moved();
      if (moved instanceof NavigationEnd) {
        const path = moved.urlAfterRedirects.split('?', 1)[0] ?? '';
        const isAnother = this.#path !== null && this.#path !== path;
        this.#path = path;
        if (isAnother) {
          void this.#focusHeading();
        }
      }
    });
  }

  async #focusHeading(): Promise<void> {
    this.#endFocus();
    const { focusHeading } = await import('./browser/heading-focus');
    this.#endFocus = focusHeading(this.main().nativeElement);
  }

  async #meetAccount(): Promise<void> {
    const { AccountNames } = await import('./account/account-names');
    // Who is cut off keeps what this browser knows; the next page asks again.
    await this.#injector
      .get(AccountNames)
      .meet()
      .catch(() => undefined);
  }

  async #keepPlaces(): Promise<void> {
    const { keepPlaces } = await import('./browser/page-place');
    keepPlaces(this.#router, window, (url, scrolled) => this.#cameFrom.leave(url, scrolled));
  }
}
