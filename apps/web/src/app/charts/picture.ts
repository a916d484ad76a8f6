import type { EChartsType } from 'echarts/core';
import type { ChartColours } from './chart-colours';
import { type LegendItem, MARK_OUTLINES } from './chart-model';

const SCALE = 2;
const MARGIN = 16;
const TITLE_PX = 16;
const LEGEND_PX = 13;
const LINE = 22;

/** A chart as a PNG with its title and its legend, which on the page stand outside of the canvas. */
export function pictureOf(
  chart: EChartsType,
  title: string,
  legend: readonly LegendItem[],
  colours: ChartColours,
): Promise<Blob> {
  const drawn = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: colours.surface });
  return framedPicture({ drawn, widthPx: drawn.width / SCALE }, title, legend, colours);
}

/** What was drawn, and its width on the page in CSS pixels. */
export interface DrawnCanvas {
  readonly drawn: HTMLCanvasElement;
  readonly widthPx: number;
}

/** A canvas as a PNG on the page's ground, under its title and its legend. */
export async function framedPicture(
  { drawn, widthPx: width }: DrawnCanvas,
  title: string,
  legend: readonly LegendItem[],
  colours: ChartColours,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const height = (drawn.height * width) / drawn.width;
  const top = MARGIN + LINE * (1 + linesOf(context, legend, width)) + 6;
  canvas.width = Math.round((width + 2 * MARGIN) * SCALE);
  canvas.height = Math.round((height + top + MARGIN) * SCALE);
  context.scale(SCALE, SCALE);
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = colours.ink;
  context.font = font(TITLE_PX, 600);
  context.fillText(title, MARGIN, MARGIN + TITLE_PX);
  drawLegend(context, legend, width, colours);
  context.drawImage(drawn, MARGIN, top, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture')))),
  );
}

/** Hands a file to the browser's downloads. */
export function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function drawLegend(
  context: CanvasRenderingContext2D,
  legend: readonly LegendItem[],
  width: number,
  colours: ChartColours,
): void {
  place(context, legend, width, (item, x, line) => {
    const y = MARGIN + LINE * (line + 1);
    const { path, filled } = MARK_OUTLINES[item.form];
    context.save();
    context.translate(MARGIN + x, y + 4);
    context.strokeStyle = colours[item.colour];
    context.fillStyle = colours[item.colour];
    context.lineWidth = 2;
    context.stroke(new Path2D(path));
    if (filled) {
      context.fill(new Path2D(path));
    }
    context.restore();
    context.fillStyle = colours.soft;
    context.fillText(item.name, MARGIN + x + 26, y + LEGEND_PX + 1);
  });
}

function linesOf(
  context: CanvasRenderingContext2D,
  legend: readonly LegendItem[],
  width: number,
): number {
  let lines = 0;
  place(context, legend, width, (_item, _x, line) => (lines = line + 1));
  return lines;
}

/** Tells where each item goes: from left to right, as many to a line as fit. */
function place(
  context: CanvasRenderingContext2D,
  legend: readonly LegendItem[],
  width: number,
  put: (item: LegendItem, x: number, line: number) => void,
): void {
  context.font = font(LEGEND_PX, 400);
  let [x, line] = [0, 0];
  for (const item of legend) {
    const needed = 26 + context.measureText(item.name).width + 18;
    if (x > 0 && x + needed > width) {
      [x, line] = [0, line + 1];
    }
    put(item, x, line);
    x += needed;
  }
}

function font(size: number, weight: number): string {
  return `${weight} ${size}px 'Inter Variable', system-ui, sans-serif`;
}
