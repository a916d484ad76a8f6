import {
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { DOCUMENT } from '@angular/core';
import { readColours } from './chart-colours';
import { ChartEngine } from './chart-engine';
import { ChartLegend } from './chart-legend';
import type { ChartModel } from './chart-model';
import { PAPER_CHART_HEIGHT, drawnForPaper } from './paper-picture';

/** A chart as it is printed: dark on white and as wide as the paper, whatever screen it was on. */
@Component({
  selector: 'ts-paper-chart',
  imports: [ChartLegend],
  template: `
    @if (engine.parts()) {
      <figure>
        <figcaption>{{ model().title }}</figcaption>
        <ts-chart-legend [items]="model().legend" />
        <div #place role="img" [attr.aria-label]="model().summary"></div>
      </figure>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    figure {
      margin: 0.75rem 0 0;
      break-inside: avoid;
    }
    figcaption {
      font-size: 0.9375rem;
      font-weight: 600;
    }
  `,
})
export class PaperChart {
  readonly model = input.required<ChartModel>();
  /** In CSS pixels, where the paper is 700 of them wide. */
  readonly height = input(PAPER_CHART_HEIGHT);

  protected readonly engine = inject(ChartEngine);
  readonly #document = inject(DOCUMENT);
  private readonly place = viewChild<ElementRef<HTMLElement>>('place');
  /** The theme's light half: the screen may be dark still when the paper is drawn. */
  readonly #option = computed(() => this.model().option(readColours(this.#document, 'light')));

  constructor() {
    // A page that shows charts has it; of any other, a print that waits has it.
    this.engine.load().catch(() => null);
    afterRenderEffect(() => {
      const [parts, place] = [this.engine.parts(), this.place()?.nativeElement];
      if (parts && place) {
        place.replaceChildren(drawnForPaper(parts, this.#option(), this.height()));
      }
    });
  }
}
