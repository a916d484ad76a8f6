import { Component, computed, effect, inject, signal } from '@angular/core';
import { DOCUMENT } from '@angular/core';
import { LOCAL_STORAGE } from '../browser/local-storage';
import { Icon, type IconName } from '../icon/icon';

type Theme = 'system' | 'light' | 'dark';

const KEY = 'trackside.theme';
const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS: Record<Theme, IconName> = { system: 'auto', light: 'sun', dark: 'moon' };
const NAMES: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };

/** One button, three states: as the system, light, dark. `start.js` reads what it remembers. */
@Component({
  selector: 'ts-theme-toggle',
  imports: [Icon],
  template: `
    <button type="button" [attr.aria-label]="label()" [title]="label()" (click)="turn()">
      <ts-icon [name]="icon()" />
    </button>
  `,
  styleUrl: './theme-toggle.scss',
})
export class ThemeToggle {
  readonly #storage = inject(LOCAL_STORAGE);
  readonly #root = inject(DOCUMENT).documentElement;
  readonly #theme = signal<Theme>(this.#remembered());

  protected readonly icon = computed(() => ICONS[this.#theme()]);
  protected readonly label = computed(
    () => `Colours: ${NAMES[this.#theme()]}. Change to ${NAMES[NEXT[this.#theme()]]}`,
  );

  constructor() {
    effect(() => {
      const theme = this.#theme();
      if (theme === 'system') {
        delete this.#root.dataset['theme'];
      } else {
        this.#root.dataset['theme'] = theme;
      }
    });
  }

  protected turn(): void {
    this.#theme.update((theme) => NEXT[theme]);
    try {
      this.#storage.setItem(KEY, this.#theme());
    } catch {
      // Full or forbidden: the choice holds until the page is left.
    }
  }

  #remembered(): Theme {
    const theme = this.#root.dataset['theme'];
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  }
}
