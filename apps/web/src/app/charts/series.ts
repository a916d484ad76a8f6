import type { ChartPoint } from './chart-model';
import { type Axis, placed } from './fit';

/** How far inside of the edge a value is drawn that lies beyond it, as a share of the axis. */
const INSIDE = 0.025;
const ARROW = { symbol: 'triangle', symbolSize: 11 };

/** How a line is told from others: by colour, by symbol and by dashes. */
export interface LineStyle {
  readonly color: string;
  readonly symbol: string;
  readonly dash: 'solid' | readonly number[];
  readonly symbolSize?: number;
}

/** Points joined by a line. */
export function lineSeries(
  data: readonly object[],
  { color, symbol, dash, symbolSize = 9 }: LineStyle,
): object {
  return {
    type: 'line',
    data,
    symbol,
    symbolSize,
    showAllSymbol: true,
    cursor: 'default',
    lineStyle: { color, width: 2, type: dash },
    itemStyle: { color },
  };
}

/** A value in its place, or as an arrow at the edge of the axis that it lies beyond. */
export function pointAt(
  x: number,
  value: number,
  axis: Axis,
  words: readonly string[],
  arrow = ARROW,
): ChartPoint {
  const { at, beyond } = placed(value, axis);
  if (beyond === null) {
    return { value: [x, at], words };
  }
  const symbolRotate = beyond === 'top' ? 0 : 180;
  return { value: [x, edge(beyond, axis)], words, ...arrow, symbolRotate };
}

/** Where a value beyond the edge is drawn: inside of it, so that its arrow is whole. */
function edge(beyond: 'top' | 'bottom', { min, max }: Axis): number {
  const inset = (max - min) * INSIDE;
  return beyond === 'top' ? max - inset : min + inset;
}
