import { Component, computed, input } from '@angular/core';
import { formatGap } from './lap-time';

/** A difference of two times: by its sign, by its colour, and in a word for those who hear it. */
@Component({
  selector: 'ts-change',
  template: `{{ gap() }}
    @if (word(); as word) {
      <span class="visually-hidden"> s {{ word }}</span>
    }`,
  styles: `
    :host {
      color: var(--ts-ink-soft);
    }
    :host(.quicker) {
      color: var(--ts-accent);
    }
    :host(.slower) {
      color: var(--ts-wrong);
    }
  `,
  host: {
    class: 'tabular',
    '[class.quicker]': "word() === 'quicker'",
    '[class.slower]': "word() === 'slower'",
  },
})
export class Change {
  /** Less is quicker. */
  readonly seconds = input.required<number>();

  protected readonly gap = computed(() => formatGap(this.seconds()));
  protected readonly word = computed(() => {
    const milliseconds = Math.round(this.seconds() * 1000);
    return milliseconds === 0 ? 'as quick' : milliseconds < 0 ? 'quicker' : 'slower';
  });
}
