import { Component, input, output } from '@angular/core';

/** The classes that somebody drove, one of them looked at: figures of two are never put together. */
@Component({
  selector: 'ts-class-chips',
  template: `
    <div role="group" aria-label="Class">
      @for (name of names(); track name) {
        <button type="button" [attr.aria-pressed]="name === chosen()" (click)="picked.emit(name)">
          {{ name }}
        </button>
      }
    </div>
  `,
  styleUrl: './class-chips.scss',
})
export class ClassChips {
  readonly names = input.required<readonly string[]>();
  readonly chosen = input.required<string | null>();
  readonly picked = output<string>();
}
