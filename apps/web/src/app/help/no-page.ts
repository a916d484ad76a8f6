import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { StateMessage } from '../page-parts/state-message';

/** An address that no page of Trackside has. */
@Component({
  selector: 'ts-no-page',
  imports: [MatButton, RouterLink, StateMessage],
  template: `
    <h1 class="visually-hidden">No such page</h1>
    <ts-state-message icon="search" heading="There is no page here">
      Trackside has none at {{ path() }}: the link may be old or mistyped.
      <a action matButton="filled" routerLink="/">Search practice days</a>
    </ts-state-message>
  `,
  styles: `
    ts-state-message {
      overflow-wrap: anywhere;
    }
  `,
})
export default class NoPage {
  readonly #segments = toSignal(inject(ActivatedRoute).url, { requireSync: true });
  protected readonly path = computed(() => `/${this.#segments().join('/')}`);
}
