import { Component, inject } from '@angular/core';
import { Printing } from '../browser/printing';
import { Icon } from '../icon/icon';

/** Prints the page that it stands on, as its sheet. */
@Component({
  selector: 'ts-print-button',
  imports: [Icon],
  template: `<button type="button" (click)="printing.print()">
    <ts-icon name="print" />Print
  </button>`,
  styleUrl: './print-button.scss',
})
export class PrintButton {
  protected readonly printing = inject(Printing);
}
