import type { ChartColours } from '../../../charts/chart-colours';
import type { ResultCard, ResultCardRow } from './result-card';

const WIDTH = 1080;
const MARGIN = 56;
const TITLE_PX = 48;
const ABOUT_PX = 28;
const ROW_PX = 76;
const END_PX = 88;
const MOST_TITLE_LINES = 3;

/** A result as a PNG that can be read on a phone. */
export function pictureOfResult(card: ResultCard, colours: ChartColours): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.font = font(TITLE_PX, 700);
  const title = lines(context, card.title, WIDTH - 2 * MARGIN).slice(0, MOST_TITLE_LINES);
  context.font = font(ABOUT_PX, 400);
  const about = lines(context, card.about, WIDTH - 2 * MARGIN);
  const top = MARGIN + title.length * TITLE_PX * 1.25 + about.length * ABOUT_PX * 1.4 + 28;
  const count = card.rows.length + (card.more === null ? 0 : 1);
  canvas.width = WIDTH;
  canvas.height = Math.round(top + count * ROW_PX + END_PX);
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, WIDTH, canvas.height);
  context.fillStyle = colours.accent;
  context.fillRect(0, 0, WIDTH, 14);
  context.textBaseline = 'top';
  write(context, title, [MARGIN, MARGIN], { size: TITLE_PX, weight: 700, colour: colours.ink });
  const aboutAt = MARGIN + title.length * TITLE_PX * 1.25 + 8;
  write(context, about, [MARGIN, aboutAt], { size: ABOUT_PX, weight: 400, colour: colours.soft });
  context.textBaseline = 'middle';
  for (const [index, row] of card.rows.entries()) {
    drawRow(context, row, top + index * ROW_PX, colours);
  }
  drawEnd(context, card, top + card.rows.length * ROW_PX, colours);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture')))),
  );
}

function drawRow(
  context: CanvasRenderingContext2D,
  { place, name, driven, gap, best }: ResultCardRow,
  top: number,
  colours: ChartColours,
): void {
  const [upper, lower] = [top + 25, top + 54];
  context.fillStyle = colours.line;
  context.fillRect(MARGIN, top, WIDTH - 2 * MARGIN, 2);
  const text = (words: string, x: number, y: number, size: number, weight: number): void => {
    context.font = font(size, weight);
    context.fillText(words, x, y);
  };
  context.textAlign = 'right';
  context.fillStyle = place === '1' ? colours.accent : colours.ink;
  text(place, MARGIN + 52, top + ROW_PX / 2, 38, 700);
  context.fillStyle = colours.ink;
  text(gap, WIDTH - MARGIN, upper, 30, 600);
  context.fillStyle = colours.soft;
  text(best && `best ${best}`, WIDTH - MARGIN, lower, 22, 400);
  context.textAlign = 'left';
  text(driven, MARGIN + 80, lower, 22, 400);
  context.fillStyle = colours.ink;
  context.font = font(30, 600);
  context.fillText(cut(context, name, WIDTH - 2 * MARGIN - 300), MARGIN + 80, upper);
}

function drawEnd(
  context: CanvasRenderingContext2D,
  { more }: ResultCard,
  top: number,
  colours: ChartColours,
): void {
  context.textAlign = 'left';
  context.fillStyle = colours.soft;
  context.font = font(24, 400);
  if (more !== null) {
    context.fillText(more, MARGIN + 80, top + ROW_PX / 2);
  }
  const y = top + (more === null ? 0 : ROW_PX) + END_PX / 2;
  context.fillText('Figures as LiveRC prints them', MARGIN, y);
  context.textAlign = 'right';
  context.font = font(24, 700);
  context.fillText('Trackside', WIDTH - MARGIN, y);
}

function write(
  context: CanvasRenderingContext2D,
  told: readonly string[],
  [x, y]: readonly [x: number, y: number],
  { size, weight, colour }: { size: number; weight: number; colour: string },
): void {
  context.font = font(size, weight);
  context.fillStyle = colour;
  for (const [index, line] of told.entries()) {
    context.fillText(line, x, y + index * size * 1.25);
  }
}

/** Words on as many lines as they need; a word that is longer than a line is cut. */
function lines(context: CanvasRenderingContext2D, words: string, width: number): string[] {
  const found: string[] = [];
  for (const word of words.split(' ')) {
    const longer = `${found.at(-1) ?? ''} ${word}`.trim();
    if (found.length > 0 && context.measureText(longer).width <= width) {
      found[found.length - 1] = longer;
    } else {
      found.push(cut(context, word, width));
    }
  }
  return found;
}

function cut(context: CanvasRenderingContext2D, words: string, width: number): string {
  let kept = words;
  while (kept.length > 1 && context.measureText(kept === words ? kept : `${kept}…`).width > width) {
    kept = kept.slice(0, -1).trimEnd();
  }
  return kept === words ? words : `${kept}…`;
}

function font(size: number, weight: number): string {
  return `${weight} ${size}px 'Inter Variable', system-ui, sans-serif`;
}
