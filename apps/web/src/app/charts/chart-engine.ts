import { Injectable, signal } from '@angular/core';

/** What ECharts is to those who draw with it. */
export type ChartParts = typeof import('./echarts-parts');

/** ECharts itself: too large to wait for before the words are here, so it is loaded when it is wanted. */
@Injectable({ providedIn: 'root' })
export class ChartEngine {
  readonly #parts = signal<ChartParts | null>(null);
  /** Null until it is here: who prints cannot wait for it. */
  readonly parts = this.#parts.asReadonly();

  async load(): Promise<ChartParts> {
    const parts = await import('./echarts-parts');
    this.#parts.set(parts);
    return parts;
  }
}
