import { Component } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { Banners } from './status/banners';
import { ThemeToggle } from './theme/theme-toggle';

/** The frame around every page. */
@Component({
  selector: 'ts-root',
  imports: [Banners, RouterLink, RouterOutlet, ThemeToggle],
  template: `
    <ts-banners />
    <header>
      <div class="bar">
        <a class="brand" routerLink="/">
          <img src="favicon.svg" alt="" width="26" height="26" />
          Trackside
        </a>
        <ts-theme-toggle />
      </div>
    </header>
    <main><router-outlet /></main>
  `,
  styles: `
    header {
      background: var(--ts-surface);
      border-bottom: 1px solid var(--ts-line);
    }
    .bar {
      display: flex;
      align-items: center;
      justify-content: space-between;
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
    main {
      max-width: 72rem;
      margin: 0 auto;
      padding: 1.5rem 1.5rem 4rem;
    }
    @media (max-width: 719.98px) {
      .bar {
        padding: 0 0.5rem 0 1rem;
      }
      main {
        padding: 1rem 1rem 4rem;
      }
    }
  `,
})
export class App {}
