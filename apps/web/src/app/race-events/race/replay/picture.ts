import type { ChartColours, ColourName } from '../../../charts/chart-colours';
import { MARK_OUTLINES, type MarkForm } from '../../../charts/chart-model';
import { formatAxisTime } from '../../../laps/lap-time';
import type { Racer } from '../racers';
import type { RaceScene, SceneRow } from './scene';

export const ROW_PX = 30;
const HEAD_PX = 34;
/** A row is this far from its new place after as many milliseconds, in shares of e. */
const SLIDE_MS = 110;
/** Dots reach so far beyond their lane. */
const LANE_PX = 7;
const SETTLED_PX = 0.5;
/** So long a crossing is seen at the line. */
const CROSSING_MS = 600;
const FONT = "px 'Inter Variable', system-ui, sans-serif";
const FULL_TURN = 2 * Math.PI;

/** How a racer is told from others. */
export interface RowLook {
  readonly form: MarkForm;
  readonly colour: ColourName;
}

/** What a frame is drawn with. */
export interface Frame {
  readonly raceSeconds: number;
  readonly passedMs: number;
  readonly speed: number;
  readonly colours: ChartColours;
  readonly lookOf: (racer: Racer) => RowLook | null;
  /** Rows are at their new places at once. */
  readonly isStill: boolean;
}

interface Columns {
  readonly mark: number;
  readonly name: number;
  readonly nameWidth: number;
  readonly line: number;
  readonly stripWidth: number;
  readonly right: number;
}

interface Lane {
  readonly row: SceneRow;
  /** The middle of the row. */
  readonly y: number;
}

interface Drawn {
  readonly frame: Frame;
  readonly columns: Columns;
}

/**
 * A race at a moment, a row a racer: position, name, where on the lap, gap. What is measured is
 * filled (a crossing of the line, the gap), what is estimated is hollow on a dashed lane.
 */
export class ReplayPicture {
  readonly #places = new Map<Racer, number>();
  readonly #names = new Map<Racer, string>();
  #width = 0;
  #columns: Columns | null = null;
  /** The words that the canvas has, at their places; null where they have to be drawn. */
  #drawn: string | null = null;

  constructor(private readonly scene: RaceScene) {}

  get heightPx(): number {
    return HEAD_PX + ROW_PX * this.scene.racers.length;
  }

  /** Names are cut anew to the room that they have. */
  resize(context: CanvasRenderingContext2D, width: number): void {
    this.#width = width;
    this.#columns = columnsOf(width);
    this.#names.clear();
    this.forget();
    context.font = `500 13${FONT}`;
    for (const racer of this.scene.racers) {
      this.#names.set(racer, fitted(context, racer.name, this.#columns.nameWidth));
    }
  }

  /** Colours or looks have changed: the next frame draws all anew. */
  forget(): void {
    this.#drawn = null;
  }

  /**
   * Words are drawn when they change alone: a frame between two crossings has the clock and the lanes.
   *
   * @returns whether rows are still on their way to their places
   */
  draw(context: CanvasRenderingContext2D, frame: Frame): boolean {
    const columns = this.#columns;
    if (columns === null) {
      return false;
    }
    const rows = this.scene.at(frame.raceSeconds);
    const places = rows.map(({ racer }, index) => this.#placeOf(racer, index, frame));
    const isMoving = places.some((place, index) => place !== index);
    const words = rows.map(({ racer, gap }) => `${racer.name} ${gap}`).join();
    context.textBaseline = 'middle';
    const lanes = rows.map((row, index): Lane => ({ row, y: middleOf(places[index] ?? index) }));
    if (isMoving || words !== this.#drawn) {
      context.clearRect(0, 0, this.#width, this.heightPx);
      for (const lane of lanes) this.#drawWords(context, lane, { frame, columns });
    } else {
      context.clearRect(0, 0, this.#width, HEAD_PX);
      const left = columns.line - LANE_PX;
      context.clearRect(left, HEAD_PX, columns.stripWidth + 2 * LANE_PX, this.heightPx);
    }
    this.#drawn = isMoving ? null : words;
    this.#drawHead(context, frame, rows);
    drawLanes(context, lanes, { frame, columns });
    return isMoving;
  }

  /** In rows from the top; between two of them while a racer is overtaking. */
  #placeOf(racer: Racer, target: number, { passedMs, isStill }: Frame): number {
    const before = this.#places.get(racer);
    const left = before === undefined || isStill ? 0 : before - target;
    const now = left * Math.exp(-passedMs / SLIDE_MS);
    const place = Math.abs(now) * ROW_PX < SETTLED_PX ? target : target + now;
    this.#places.set(racer, place);
    return place;
  }

  #drawHead(
    context: CanvasRenderingContext2D,
    { raceSeconds, colours }: Frame,
    rows: readonly SceneRow[],
  ): void {
    const lap = Math.min(this.scene.lapCount, (rows[0]?.lapCount ?? 0) + 1);
    const isOver = rows[0]?.share === null;
    context.fillStyle = colours.ink;
    context.textAlign = 'left';
    context.font = `700 18${FONT}`;
    // Cut, not rounded: the clock never shows a tenth that has not come.
    context.fillText(formatAxisTime(Math.floor(raceSeconds * 10) / 10, 0.1), 4, HEAD_PX / 2 - 2);
    context.fillStyle = colours.soft;
    context.textAlign = 'right';
    context.font = `500 13${FONT}`;
    const words = isOver ? 'the leader has finished' : `lap ${lap} of ${this.scene.lapCount}`;
    context.fillText(words, this.#width - 4, HEAD_PX / 2 - 2);
  }

  #drawWords(context: CanvasRenderingContext2D, { row, y }: Lane, { frame, columns }: Drawn): void {
    const { colours } = frame;
    const look = frame.lookOf(row.racer);
    context.font = `${look === null ? 500 : 700} 13${FONT}`;
    context.textAlign = 'right';
    context.fillStyle = colours.soft;
    context.fillText(String(row.position), columns.mark - 6, y);
    context.fillStyle = colours.ink;
    context.fillText(row.gap, columns.right, y);
    context.textAlign = 'left';
    context.fillText(this.#names.get(row.racer) ?? '', columns.name, y);
    if (look !== null) {
      drawMark(context, look.form, colours[look.colour], columns.mark, y);
    }
  }
}

/** Lanes from the line round to it again: a crossing is filled, what is between hollow. */
function drawLanes(
  context: CanvasRenderingContext2D,
  lanes: readonly Lane[],
  { frame, columns }: Drawn,
): void {
  const { line, stripWidth } = columns;
  const { colours } = frame;
  stroke(context, colours.line, 1, () => {
    context.setLineDash([2, 4]);
    for (const { y } of lanes) {
      context.moveTo(line, y);
      context.lineTo(line + stripWidth, y);
    }
  });
  stroke(context, colours.strong, 2, () => {
    context.setLineDash([]);
    for (const { y } of lanes) {
      context.moveTo(line, y - ROW_PX / 2 + 3);
      context.lineTo(line, y + ROW_PX / 2 - 3);
    }
  });
  for (const lane of lanes) drawDots(context, lane, { frame, columns });
}

function drawDots(
  context: CanvasRenderingContext2D,
  { row: { racer, share, sinceCrossing }, y }: Lane,
  { frame, columns: { line, stripWidth } }: Drawn,
): void {
  const look = frame.lookOf(racer);
  const colour = frame.colours[look === null ? 'soft' : look.colour];
  const ago = sinceCrossing === null ? Infinity : (sinceCrossing / frame.speed) * 1000;
  context.fillStyle = colour;
  if (share === null) {
    context.fillRect(line - 4, y - 4, 8, 8);
    return;
  }
  if (ago < CROSSING_MS) {
    context.beginPath();
    circle(context, line, y, 5);
    context.fill();
  }
  if (share > 0) {
    stroke(context, colour, 2, () => circle(context, line + share * stripWidth, y, 4.5));
  }
}

function stroke(
  context: CanvasRenderingContext2D,
  colour: string,
  width: number,
  trace: () => void,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  trace();
  context.stroke();
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.arc(x, y, radius, 0, FULL_TURN);
}

function middleOf(place: number): number {
  return HEAD_PX + place * ROW_PX + ROW_PX / 2;
}

const outlines = new Map<MarkForm, Path2D>();

function drawMark(
  context: CanvasRenderingContext2D,
  form: MarkForm,
  colour: string,
  x: number,
  y: number,
): void {
  const outline = outlines.get(form) ?? new Path2D(MARK_OUTLINES[form].path);
  outlines.set(form, outline);
  context.translate(x, y - 6);
  context.lineWidth = 2;
  context.strokeStyle = context.fillStyle = colour;
  context.stroke(outline);
  if (MARK_OUTLINES[form].filled) {
    context.fill(outline);
  }
  context.translate(-x, 6 - y);
}

function columnsOf(width: number): Columns {
  const [mark, gap] = [26, 70];
  const name = mark + 25;
  const nameWidth = Math.min(220, (width - name - gap) * 0.5);
  const line = name + nameWidth + 12;
  return { mark, name, nameWidth, line, stripWidth: width - gap - 8 - line, right: width - 4 };
}

function fitted(context: CanvasRenderingContext2D, name: string, width: number): string {
  let cut = name;
  while (cut.length > 1 && context.measureText(cut === name ? cut : `${cut}…`).width > width) {
    cut = cut.slice(0, -1).trimEnd();
  }
  return cut === name ? name : `${cut}…`;
}
