import { Component, input } from '@angular/core';
import { type ColourName, propertyOf } from './chart-colours';
import { type LegendItem, MARK_OUTLINES, type MarkForm } from './chart-model';

/** The lines of a chart by their marks; who does not see them has the chart's own words. */
@Component({
  selector: 'ts-chart-legend',
  host: { 'aria-hidden': 'true' },
  template: `
    <ul>
      @for (item of items(); track item.name) {
        <li>
          <svg viewBox="0 0 20 12" [style.color]="colourOf(item.colour)">
            <path
              [attr.d]="outlineOf(item.form)"
              [attr.fill]="isFilled(item.form) ? 'currentColor' : 'none'"
            />
          </svg>
          {{ item.name }}
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125rem 1rem;
      margin: 0.125rem 0 0.25rem;
      padding: 0;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
      list-style: none;
    }
    li {
      display: inline-flex;
      align-items: center;
      gap: 0.375rem;
    }
    svg {
      flex: none;
      width: 20px;
      height: 12px;
      stroke: currentcolor;
      stroke-width: 2;
      stroke-linecap: round;
    }
  `,
})
export class ChartLegend {
  readonly items = input.required<readonly LegendItem[]>();

  protected outlineOf(form: MarkForm): string {
    return MARK_OUTLINES[form].path;
  }

  protected isFilled(form: MarkForm): boolean {
    return MARK_OUTLINES[form].filled;
  }

  protected colourOf(colour: ColourName): string {
    return `var(${propertyOf(colour)})`;
  }
}
