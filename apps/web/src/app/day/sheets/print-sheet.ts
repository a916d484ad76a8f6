import { Component, inject } from '@angular/core';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { ClassSheet } from './class-sheet';
import { CompareSheet } from './compare-sheet';
import { DaySheet } from './day-sheet';

/** The day on paper, by the part of it that is looked at. */
@Component({
  selector: 'ts-print-sheet',
  imports: [ClassSheet, CompareSheet, DaySheet],
  template: `
    @switch (study.address().tab) {
      @case ('class') {
        <ts-class-sheet />
      }
      @case ('compare') {
        @if (comparison.enough()) {
          <ts-compare-sheet />
        } @else {
          <ts-day-sheet />
        }
      }
      @default {
        <ts-day-sheet />
      }
    }
  `,
})
export class PrintSheet {
  protected readonly study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
}
