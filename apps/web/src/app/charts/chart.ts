import {
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import type { EChartsType } from 'echarts/core';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';
import { Icon } from '../icon/icon';
import { whenNear } from '../browser/when-near';
import { CHART_COLOURS } from './chart-colours';
import { ChartEngine } from './chart-engine';
import { ChartLegend } from './chart-legend';
import type { ChartModel, ChartPoint } from './chart-model';
import { download, pictureOf } from './picture';

const ZOOM_STEP = 0.7;
const ALL = { start: 0, end: 100 };

/** A chart with its title, its legend, its table and its picture. */
@Component({
  selector: 'ts-chart',
  imports: [ChartLegend, Icon, NgxEchartsDirective],
  providers: [provideEchartsCore({ echarts: () => import('./echarts-parts') })],
  templateUrl: './chart.html',
  styleUrl: './chart.scss',
})
export class Chart {
  readonly model = input.required<ChartModel>();

  readonly #colours = inject(CHART_COLOURS);
  readonly #engine = inject(ChartEngine);
  #chart: EChartsType | null = null;
  #point = -1;

  /** Drawing takes a phone long: what is far below the screen waits until it comes nearer. */
  protected readonly near = whenNear(inject<ElementRef<HTMLElement>>(ElementRef));
  protected readonly parts = resource({ loader: () => this.#engine.load().then(() => true) });
  protected readonly asTable = signal(false);
  /** The point that was gone to by key, for those who do not see it. */
  protected readonly told = signal('');
  protected readonly zoomed = linkedSignal({ source: this.model, computation: () => false });
  protected readonly option = computed(() => this.model().option(this.#colours()));

  protected keep(chart: EChartsType): void {
    this.#chart = chart;
    chart.on('datazoom', () => {
      const { start, end } = this.#window();
      this.zoomed.set(start > ALL.start || end < ALL.end);
    });
  }

  protected showTable(asTable: boolean): void {
    this.asTable.set(asTable);
    this.zoomed.set(false);
  }

  protected async save(): Promise<void> {
    if (this.#chart) {
      const { title, legend, fileName } = this.model();
      const picture = await pictureOf(this.#chart, title, legend, this.#colours());
      // Classes are called `1/8 Buggy`, and a slash is no letter of a file's name.
      download(picture, `${fileName.replaceAll('/', '-')}.png`);
    }
  }

  protected pressed(event: KeyboardEvent): void {
    const actions: Record<string, () => void> = {
      ArrowRight: () => this.#step(1),
      ArrowLeft: () => this.#step(-1),
      Escape: () => this.#chart?.dispatchAction({ type: 'hideTip' }),
      '+': () => this.#zoom(ZOOM_STEP),
      '-': () => this.#zoom(1 / ZOOM_STEP),
      '0': () => this.showAll(),
    };
    const action = actions[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  }

  protected showAll(): void {
    this.#chart?.dispatchAction({ type: 'dataZoom', ...ALL });
  }

  /** The next point of the first series, with its words. */
  #step(by: number): void {
    const series = this.option()['series'] as { data?: unknown[] }[] | undefined;
    const count = series?.[0]?.data?.length ?? 0;
    if (count > 0) {
      this.#point = (this.#point + by + count) % count;
      const point = { seriesIndex: 0, dataIndex: this.#point };
      this.#chart?.dispatchAction({ type: 'showTip', ...point });
      const { words = [] } = (series?.[0]?.data?.[this.#point] ?? {}) as Partial<ChartPoint>;
      this.told.set([...words, `${this.#point + 1} of ${count}`].join(', '));
    }
  }

  /** Makes the window on the x axis that many times as wide, about its middle. */
  #zoom(factor: number): void {
    const { start, end } = this.#window();
    const [middle, half] = [(start + end) / 2, ((end - start) / 2) * factor];
    const window = { start: Math.max(0, middle - half), end: Math.min(100, middle + half) };
    this.#chart?.dispatchAction({ type: 'dataZoom', ...window });
  }

  #window(): { start: number; end: number } {
    const option = this.#chart?.getOption() as { dataZoom?: { start: number; end: number }[] };
    return option?.dataZoom?.[0] ?? ALL;
  }
}
