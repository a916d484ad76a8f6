import type { EChartsCoreOption } from 'echarts/core';
import type { ChartParts } from './chart-engine';

/** A4 between margins of 12 mm, in CSS pixels. */
const WIDTH = 700;
export const PAPER_CHART_HEIGHT = 270;
/** About 290 dots an inch. */
const DOTS_PER_PIXEL = 3;

/**
 * A chart on white paper, at once: a page that is being printed waits for no frame and no picture
 * that has to be decoded.
 */
export function drawnForPaper(
  { init }: ChartParts,
  option: EChartsCoreOption,
  height: number,
): HTMLCanvasElement {
  const chart = init(document.createElement('div'), null, { width: WIDTH, height });
  chart.setOption(option);
  const canvas = chart.renderToCanvas({ pixelRatio: DOTS_PER_PIXEL, backgroundColor: '#fff' });
  chart.dispose();
  Object.assign(canvas.style, {
    position: 'static',
    display: 'block',
    width: '100%',
    height: 'auto',
  });
  return canvas;
}
