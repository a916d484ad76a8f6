import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColours, ColourName } from './chart-colours';

/** The mark of a legend's line, told apart by its form as well as by its colour. */
export type MarkForm =
  | 'dot'
  | 'ring'
  | 'arrow'
  | 'disc'
  | 'diamond'
  | 'square'
  | 'triangle'
  | 'dashes'
  | 'dots'
  | 'band'
  | 'box'
  | 'block'
  | 'rhomb';

export interface LegendItem {
  readonly name: string;
  readonly form: MarkForm;
  readonly colour: ColourName;
}

/** The same numbers for those who do not see the chart. */
export interface ChartTable {
  readonly head: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}

/** A chart as a pure function of its data made it. */
export interface ChartModel {
  /** Says what is on the axes, and the unit. */
  readonly title: string;
  /** What there is to see, in a sentence. */
  readonly summary: string;
  readonly legend: readonly LegendItem[];
  readonly table: ChartTable;
  /** Name of the downloaded picture, without its ending. */
  readonly fileName: string;
  option(colours: ChartColours): EChartsCoreOption;
}

/** A point with the words that are shown when it is touched. */
export interface ChartPoint {
  readonly value: readonly [number, number];
  readonly words: readonly string[];
  readonly symbol?: string;
  readonly symbolSize?: number;
  readonly symbolRotate?: number;
  /** In place of that of its series. */
  readonly itemStyle?: object;
  /** Written beside it at the edge. */
  readonly edgeWords?: string;
  readonly label?: { readonly position: 'top' | 'bottom' };
}

/** Outlines of the marks in a box of 20 × 12, drawn with a stroke; some are filled. */
export const MARK_OUTLINES: Record<MarkForm, { path: string; filled: boolean }> = {
  dot: { path: 'M10 3.500a2.5 2.500 0 1 0 0 5 2.5 2.500 0 0 0 0-5z', filled: true },
  ring: { path: 'M10 2.500a3.5 3.500 0 1 0 0 7 3.5 3.500 0 0 0 0-7z', filled: false },
  arrow: { path: 'M10 2l4 7.500H6z', filled: false },
  disc: { path: 'M0 6h20 M10 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', filled: true },
  diamond: { path: 'M0 6h3 M17 6h3 M10 1.500l4.5 4.500-4.5 4.500L5.500 6z', filled: true },
  square: { path: 'M0 6h20 M6.500 2.500h7v7h-7z', filled: true },
  triangle: { path: 'M0 6h20 M10 1.500l4.5 8h-9z', filled: true },
  dashes: { path: 'M0 6h5 M7.5 6h5 M15 6h5', filled: false },
  box: { path: 'M6.500 2.500h7v7h-7z', filled: false },
  block: { path: 'M6.500 2.500h7v7h-7z', filled: true },
  rhomb: { path: 'M10 1.500l4.5 4.500-4.5 4.500L5.500 6z', filled: false },
  band: { path: 'M0 4h20v4H0z', filled: true },
  dots: { path: 'M1 6h1.500 M6 6h1.500 M11 6h1.500 M16 6h1.500', filled: false },
};
