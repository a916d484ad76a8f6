import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Cell, toCsv } from './csv.js';
import { toJsonLine } from './json-line.js';

export const EXPORT_FORMATS = ['csv', 'json', 'ndjson', 'xlsx'] as const;

/** How a download is written. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A list that can be downloaded in every format. */
export interface Download<Item> {
  /** Name of the file, without its ending: letters, digits, hyphens. */
  name: string;
  /** Fields that JSON has beside the list. */
  head: object;
  /** Name of the list in JSON. */
  listName: string;
  /** The items in the order in which they are read; each is one line of NDJSON. */
  pieces: AsyncIterable<Item[]>;
  /** Names of the CSV columns. */
  columns: readonly string[];
  /** Rows of an item, at least one, in the order of the columns; made when they are asked for. */
  toRows: (item: Item) => Iterable<Cell[]>;
  /** The list as a workbook, in pieces of its bytes; asked for instead of all the above. */
  workbook: () => AsyncGenerator<Uint8Array, void>;
}

/** The workbook's own media type. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  xlsx: XLSX,
};

/** Bytes kept ready for a slow client, beside what the connection holds and one more part. */
const IN_BYTES = { objectMode: false, highWaterMark: 64 * 1024 };
/** About so many characters are written at once; a part has at most so many rows. */
const PART_LENGTH = 16 * 1024;
const PART_ROWS = 200;

/**
 * Writes a list to a client while it is read. When the client reads slowly, this waits and reads
 * nothing more meanwhile.
 */
@Injectable()
export class Downloads {
  /** A client that takes no byte for so long counts as gone. */
  unreadMs = 120_000;
  private readonly logger = new Logger(Downloads.name);

  /** @throws what reading the first piece throws; nothing was sent then, so the failure can be */
  async send<Item>(
    download: Download<Item>,
    format: ExportFormat,
    reply: FastifyReply,
  ): Promise<void> {
    const parts = ENCODERS[format](download);
    const first = await parts.next();
    void reply
      .headers({
        'content-type': CONTENT_TYPES[format],
        'content-disposition': `attachment; filename="${download.name}.${format}"`,
        'x-content-type-options': 'nosniff',
      })
      .send(Readable.from(this.rest(first, parts), IN_BYTES));
    this.closeUnread(reply);
  }

  /** A client that takes nothing would hold a connection and the memory behind it. */
  private closeUnread(reply: FastifyReply): void {
    const response = reply.raw;
    response.setTimeout(this.unreadMs, () => {
      if (response.writableLength > 0) response.destroy();
    });
  }

  private async *rest(
    first: IteratorResult<Part, void>,
    parts: AsyncGenerator<Part, void>,
  ): AsyncGenerator<Part> {
    if (!first.done) yield first.value;
    try {
      yield* parts;
    } catch (error) {
      // Cutting the connection tells the client that this is not the whole list.
      this.logger.error(error);
      throw error;
    }
  }
}

/** Without it Excel reads a CSV in the machine's own code page, whatever its content type says. */
const BYTE_ORDER_MARK = '\uFEFF';

type Part = string | Uint8Array;

type Encoder = <Item>(download: Download<Item>) => AsyncGenerator<Part, void>;

const ENCODERS: Record<ExportFormat, Encoder> = {
  async *csv({ pieces, columns, toRows }) {
    let header: readonly string[] | undefined = columns;
    for await (const item of eachOf(pieces)) {
      for (const rows of inParts(toRows(item))) {
        yield (header ? BYTE_ORDER_MARK : '') + toCsv(rows, header);
        header = undefined;
      }
    }
    if (header) yield BYTE_ORDER_MARK + toCsv([], header);
  },

  async *json({ pieces, head, listName }) {
    let before = `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(listName)}:[`;
    for await (const item of eachOf(pieces)) {
      yield before + JSON.stringify(item);
      before = ',';
    }
    yield before === ',' ? ']}' : `${before}]}`;
  },

  async *ndjson({ pieces }) {
    for await (const item of eachOf(pieces)) yield `${toJsonLine(item)}\n`;
  },

  xlsx: ({ workbook }) => workbook(),
};

/** A list that is known already, as a download takes it. */
export async function* inOnePiece<Item>(items: Item[]): AsyncGenerator<Item[]> {
  yield items;
}

async function* eachOf<Item>(pieces: AsyncIterable<Item[]>): AsyncGenerator<Item> {
  for await (const piece of pieces) yield* piece;
}

/** Joins rows into parts that are neither tiny nor large. */
function* inParts(rows: Iterable<Cell[]>): Generator<Cell[][]> {
  let part: Cell[][] = [];
  let length = 0;
  for (const row of rows) {
    part.push(row);
    length += row.reduce<number>(
      (sum, cell) => sum + (typeof cell === 'string' ? cell.length : 6),
      0,
    );
    if (length < PART_LENGTH && part.length < PART_ROWS) continue;
    yield part;
    [part, length] = [[], 0];
  }
  if (part.length > 0) yield part;
}
