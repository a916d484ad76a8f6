import { Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { DriverDay } from '@trackside/contracts';
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';
import { type ChartColours, driverChart } from './driver-chart-options';

echarts.use([CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent]);

/** Best, average and consistency over the days. Its figures stand in the table beside it. */
@Component({
  selector: 'ts-driver-chart',
  imports: [MatButtonModule, NgxEchartsDirective],
  providers: [provideEchartsCore({ echarts })],
  template: `
    <div
      echarts
      class="chart"
      role="img"
      tabindex="0"
      [attr.aria-label]="label()"
      [options]="options()"
      (chartInit)="chart.set($event)"
    ></div>
    <button matButton type="button" (click)="download()">Download as PNG</button>
  `,
  styles: `
    :host {
      display: block;
      text-align: right;
    }
    .chart {
      height: 20rem;
    }
  `,
})
export class DriverChart {
  /** Newest first. */
  readonly days = input.required<readonly DriverDay[]>();
  /** Names the file. */
  readonly name = input.required<string>();

  protected readonly chart = signal<echarts.ECharts | null>(null);
  readonly #colours = signal(readColours());
  protected readonly options = computed(() => driverChart(this.days(), this.#colours()));
  protected readonly label = computed(
    () =>
      `Best lap, average lap and consistency on ${this.days().length} days. The table has the figures.`,
  );

  constructor() {
    const follow = (): void => this.#colours.set(readColours());
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', follow);
    const chosen = new MutationObserver(follow);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    inject(DestroyRef).onDestroy(() => {
      dark.removeEventListener('change', follow);
      chosen.disconnect();
    });
  }

  protected download(): void {
    const link = document.createElement('a');
    const backgroundColor = this.#colours().surface;
    link.href = this.chart()?.getDataURL({ pixelRatio: 2, backgroundColor }) ?? '';
    link.download = `${this.name()}.png`;
    link.click();
  }
}

/** ECharts paints on a canvas, where `light-dark()` means nothing: the colours as they are now. */
function readColours(): ChartColours {
  const probe = document.body.appendChild(document.createElement('span'));
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: colour('--ts-ink'),
    soft: colour('--ts-ink-soft'),
    line: colour('--ts-line'),
    accent: colour('--ts-accent'),
    second: colour('--ts-old'),
    surface: colour('--ts-surface'),
  };
  probe.remove();
  return colours;
}
