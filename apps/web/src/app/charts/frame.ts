import type { EChartsCoreOption } from 'echarts/core';
import { formatAxisTime } from '../laps/lap-time';
import type { ChartColours } from './chart-colours';
import type { ChartPoint } from './chart-model';
import type { Axis } from './fit';

const FONT = "'Inter Variable', system-ui, sans-serif";
/** Said, and not measured: where a font has no Chinese letters ECharts takes lines for half as high. */
const LINE_PX = 15;
const NUMBER_STEPS = [1, 2, 5, 10, 20, 50, 100];

/** One finger scrolls the page; two zoom. The wheel zooms with Ctrl, as browsers do. */
const ZOOM = {
  type: 'inside',
  xAxisIndex: 0,
  filterMode: 'none',
  zoomOnMouseWheel: 'ctrl',
  moveOnMouseWheel: false,
  moveOnMouseMove: true,
  preventDefaultMouseMove: false,
  minSpan: 5,
};

export interface XAxis {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where marks stand that are not evenly spaced; left out: one every step. */
  readonly marks?: readonly number[];
  readonly label: (value: number) => string;
}

/** What all charts share: axes, grid, zoom that leaves the page its scrolling, tooltip. */
export function frame(
  colours: ChartColours,
  x: XAxis,
  y: Axis,
  yLabel: (value: number) => string = (value) => formatAxisTime(value, y.step),
): EChartsCoreOption {
  const text = { color: colours.soft, fontFamily: FONT, fontSize: 12 };
  const label = { ...text, lineHeight: LINE_PX };
  const line = { lineStyle: { color: colours.line } };
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 14, top: 14, bottom: 4, outerBoundsMode: 'same' },
    xAxis: {
      ...axis(x),
      axisLabel: { ...label, hideOverlap: true, formatter: x.label, ...labelsOf(x) },
      axisLine: { onZero: false, lineStyle: { color: colours.strong } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: { ...axis(y), axisLabel: { ...label, formatter: yLabel }, splitLine: line },
    dataZoom: [ZOOM],
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.strong,
      padding: [6, 10],
      textStyle: { ...text, color: colours.ink, fontSize: 13 },
      formatter: tooltip,
    },
  };
}

/** A number at the very edge is none of the data's; marks of one's own all are. */
function labelsOf({ marks }: XAxis): object {
  return marks === undefined ? { showMinLabel: false } : { customValues: [...marks] };
}

/** Numbers from 1 to `last`, each with its label where there is room. */
export function numberedAxis(last: number, label: (value: number) => string = String): XAxis {
  const inRange = (value: number): boolean => value >= 1 && value <= last;
  return {
    min: 0,
    max: last + 1,
    step: stepOf(last, NUMBER_STEPS, 12),
    label: (value) => (inRange(value) ? label(value) : ''),
  };
}

/** A mark every so many of `steps`, the first that gives at most `most` marks. */
export function stepOf(span: number, steps: readonly number[], most: number): number {
  return steps.find((step) => span / step <= most) ?? steps.at(-1) ?? span;
}

function axis({ min, max, step }: Pick<Axis, 'min' | 'max' | 'step'>): object {
  return { type: 'value', min, max, interval: step };
}

/** Elements, never markup: names come from other people's pages. */
function tooltip(params: { data?: Partial<ChartPoint> }): HTMLElement | string {
  const box = document.createElement('div');
  for (const [index, words] of (params.data?.words ?? []).entries()) {
    const line = document.createElement('div');
    line.textContent = words;
    line.style.fontWeight = index === 0 ? '600' : '400';
    box.append(line);
  }
  return box;
}
