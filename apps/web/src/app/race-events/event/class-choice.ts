import { Component, input, output } from '@angular/core';

/** The class looked at, from the browser's own list: an event may have twenty. */
@Component({
  selector: 'ts-class-choice',
  template: `
    <label>
      <span class="word">Class</span>
      <select #field (change)="picked.emit(field.value || null)">
        @if (all()) {
          <option value="" [selected]="chosen() === null">All classes</option>
        }
        @for (name of names(); track name) {
          <option [value]="name" [selected]="name === chosen()">{{ name }}</option>
        }
      </select>
    </label>
  `,
  styleUrl: './class-choice.scss',
})
export class ClassChoice {
  readonly names = input.required<readonly string[]>();
  /** Null for all. */
  readonly chosen = input.required<string | null>();
  /** Whether all of them can be looked at together. */
  readonly all = input(true);
  readonly picked = output<string | null>();
}
