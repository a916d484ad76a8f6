import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { collapseWhiteSpace } from '@trackside/contracts';

/** Leads to a driver at a track by name. */
@Component({
  selector: 'ts-driver-field',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <form (submit)="$event.preventDefault(); go(field)">
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>Driver</mat-label>
        <input #field matInput type="text" autocomplete="off" spellcheck="false" [value]="name()" />
        @if (missing()) {
          <mat-hint class="needed" role="alert">Write a driver’s name first.</mat-hint>
        }
      </mat-form-field>
      <button matButton="outlined" type="submit">Go</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0.5rem;
    }
    button {
      height: 48px;
    }
    .needed {
      color: var(--ts-wrong);
    }
  `,
})
export class DriverField {
  readonly #router = inject(Router);

  readonly trackId = input.required<string>();
  readonly name = input('');

  protected readonly missing = signal(false);

  protected async go(field: HTMLInputElement): Promise<void> {
    const name = collapseWhiteSpace(field.value);
    this.missing.set(name === '');
    if (name === '') {
      field.focus();
    } else {
      const queryParams = { track: this.trackId(), name };
      await this.#router.navigate(['/driver'], { queryParams });
    }
  }
}
