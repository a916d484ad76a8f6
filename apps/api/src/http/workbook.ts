import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Cell } from './csv.js';
import {
  contentTypes,
  PARTS,
  relationships,
  STYLE,
  sheetPath,
  workbookXml,
} from './workbook-parts.js';
import { inXml } from './workbook-text.js';

/** What a column holds: `moment` is a track-local `YYYY-MM-DDTHH:MM:SS`, written as a date. */
export type ColumnKind = 'text' | 'count' | 'decimal' | 'moment';

export interface SheetColumn {
  /** In words that a person reads. */
  heading: string;
  kind: ColumnKind;
}

export interface SheetPlan {
  name: string;
  columns: readonly SheetColumn[];
  /** Rows above the headings. */
  preface?: readonly Cell[][];
}

/** How the items of a download become a workbook. */
export interface WorkbookPlan<Item> {
  /** As a person sees them. The last is the longest: its bytes leave while it is written. */
  sheets: readonly SheetPlan[];
  add(item: Item, sheets: readonly Sheet[]): void;
  /** After the last item. */
  end(sheets: readonly Sheet[]): void;
}

/** A sheet of Excel holds no more. */
const MAX_ROWS = 1_048_576;
/** Characters that are compressed at once. */
const PART_LENGTH = 64 * 1024;
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet, whose calendar has a 29 February 1900. */
const DAY_0 = Date.UTC(1899, 11, 30);

const encoder = new TextEncoder();

/** A sheet that is being written, row by row. */
export class Sheet {
  #text: string;
  #rows = 0;
  /** Rows for which the sheet had no room. */
  leftOut = 0;

  constructor(
    private readonly plan: SheetPlan,
    private readonly file: ZipDeflate,
  ) {
    this.#text = beginningOf(plan);
    for (const row of plan.preface ?? []) this.#write(row.map(asItIs));
    this.#write(plan.columns.map(({ heading }) => textCell(heading, STYLE.heading)));
  }

  /** @param row in the order of the columns */
  add(row: readonly Cell[]): void {
    if (this.#rows === MAX_ROWS) this.leftOut += 1;
    else this.#write(row.map((cell, index) => toXml(cell, this.plan.columns[index]!.kind)));
  }

  end(): void {
    this.file.push(encoder.encode(`${this.#text}</sheetData></worksheet>`), true);
  }

  #write(cells: CellXml[]): void {
    this.#rows += 1;
    const number = this.#rows;
    const inRow = cells.map(
      (cell, index) => cell && `<c r="${letters(index)}${number}"${cell}</c>`,
    );
    this.#text += `<row r="${number}">${inRow.join('')}</row>`;
    if (this.#text.length < PART_LENGTH) return;
    this.file.push(encoder.encode(this.#text));
    this.#text = '';
  }
}

/**
 * An xlsx workbook (ECMA-376) as it is written: text stays text, numbers are numbers. What is not
 * taken yet waits in memory, compressed; so do all sheets but the last until that is ended.
 */
class Workbook {
  readonly sheets: readonly Sheet[];
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];

  constructor(plans: readonly SheetPlan[]) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      if (bytes.length > 0) this.#ready.push(bytes);
    });
    const names = plans.map(({ name }) => name);
    this.#addPart('[Content_Types].xml', contentTypes(names.length));
    for (const [path, xml] of Object.entries(PARTS)) this.#addPart(path, xml);
    this.#addPart('xl/workbook.xml', workbookXml(names));
    this.#addPart('xl/_rels/workbook.xml.rels', relationships(names.length));
    // A file of an archive leaves it when those before it have ended.
    this.sheets = plans
      .map((plan, index) => ({ plan, path: sheetPath(index) }))
      .toReversed()
      .map(({ plan, path }) => new Sheet(plan, this.#addFile(new ZipDeflate(path))))
      .toReversed();
  }

  /** The bytes since the last call. */
  take(): Uint8Array[] {
    const bytes = this.#ready;
    this.#ready = [];
    return bytes;
  }

  /** Nothing can be added any more. */
  end(): void {
    for (const sheet of this.sheets.toReversed()) sheet.end();
    this.#zip.end();
  }

  #addPart(path: string, xml: string): void {
    this.#addFile(new ZipPassThrough(path)).push(encoder.encode(xml), true);
  }

  #addFile<File extends ZipDeflate | ZipPassThrough>(file: File): File {
    this.#zip.add(file);
    return file;
  }
}

/** A workbook in pieces of its bytes, written while the items are read. */
export async function* writeWorkbook<Item>(
  plan: WorkbookPlan<Item>,
  pieces: AsyncIterable<Item[]>,
): AsyncGenerator<Uint8Array, void> {
  const workbook = new Workbook(plan.sheets);
  for await (const piece of pieces) {
    for (const item of piece) {
      plan.add(item, workbook.sheets);
      yield* workbook.take();
    }
  }
  plan.end(workbook.sheets);
  workbook.end();
  yield* workbook.take();
}

/** A cell after its place: attributes and content; empty for a cell that holds nothing. */
type CellXml = string;

function asItIs(cell: Cell): CellXml {
  return toXml(cell, typeof cell === 'number' ? 'count' : 'text');
}

function toXml(cell: Cell, kind: ColumnKind): CellXml {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return ` t="b"><v>${cell ? 1 : 0}</v>`;
  if (typeof cell === 'string') return kind === 'moment' ? momentCell(cell) : textCell(cell);
  return kind === 'decimal' ? ` s="${STYLE.decimal}"><v>${cell}</v>` : `><v>${cell}</v>`;
}

function momentCell(moment: string): CellXml {
  const day = (Date.parse(`${moment}Z`) - DAY_0) / DAY_MS;
  return Number.isNaN(day) ? textCell(moment) : ` s="${STYLE.moment}"><v>${day}</v>`;
}

/** As text whatever it says; one who edits a cell that looks like a formula still edits text. */
function textCell(text: string, style: number = STYLE.text): CellXml {
  return ` s="${style}" t="inlineStr"><is><t xml:space="preserve">${inXml(text)}</t></is>`;
}

function beginningOf({ columns, preface = [] }: SheetPlan): string {
  const top = preface.length + 1;
  const widths = columns.map(
    ({ heading, kind }, index) =>
      `<col min="${index + 1}" max="${index + 1}" customWidth="1" ` +
      `width="${Math.max(WIDTHS[kind], heading.length + 2)}"/>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${top}" topLeftCell="A${top + 1}" ` +
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>`
  );
}

const WIDTHS: Record<ColumnKind, number> = { text: 22, count: 8, decimal: 10, moment: 19 };

/** A, B … Z, AA. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
