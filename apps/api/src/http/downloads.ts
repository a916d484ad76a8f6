import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Cell, toCsv } from './csv.js';
import { toJsonLine } from './json-line.js';

export const EXPORT_FORMATS = ['csv', 'json', 'ndjson'] as const;

/** How a download is written. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A list to be taken away, in whichever form. */
export interface Download<Item> {
  /** Name of the file, without its ending: letters, digits, hyphens. */
  name: string;
  /** What JSON says beside the list. */
  head: object;
  /** Name of the list in JSON. */
  listName: string;
  /** The list, as it is read; a line each in NDJSON. */
  pieces: AsyncIterable<Item[]>;
  /** Of CSV. */
  columns: readonly string[];
  /** At least one row an item, in the order of the columns; made as they are taken. */
  toRows: (item: Item) => Iterable<Cell[]>;
}

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Ready for a client that is slow: this much, what the connection holds, and one part more. */
const IN_BYTES = { objectMode: false, highWaterMark: 64 * 1024 };
/** Characters of a part that is written at once, about; rows of a part. */
const PART_LENGTH = 16 * 1024;
const PART_ROWS = 200;

/**
 * Writes a list to a client as it is read; a client that reads slowly is waited for, and nothing more
 * is read meanwhile.
 */
@Injectable()
export class Downloads {
  /** After how long without a byte taken a client counts as gone. */
  unreadMs = 120_000;
  private readonly logger = new Logger(Downloads.name);

  /** @throws what reading the first piece throws: then nothing was sent, and the failure can be */
  async send<Item>(
    download: Download<Item>,
    format: ExportFormat,
    reply: FastifyReply,
  ): Promise<void> {
    const texts = ENCODERS[format](download);
    const first = await texts.next();
    void reply
      .headers({
        'content-type': CONTENT_TYPES[format],
        'content-disposition': `attachment; filename="${download.name}.${format}"`,
        'x-content-type-options': 'nosniff',
      })
      .send(Readable.from(this.rest(first, texts), IN_BYTES));
    this.closeUnread(reply);
  }

  /** A client that takes nothing holds a connection, and what waits for it. */
  private closeUnread(reply: FastifyReply): void {
    const response = reply.raw;
    response.setTimeout(this.unreadMs, () => {
      if (response.writableLength > 0) response.destroy();
    });
  }

  private async *rest(
    first: IteratorResult<string, void>,
    texts: AsyncGenerator<string, void>,
  ): AsyncGenerator<string> {
    if (!first.done) yield first.value;
    try {
      yield* texts;
    } catch (error) {
      // The connection is cut, so that nobody takes a part for the whole.
      this.logger.error(error);
      throw error;
    }
  }
}

/** Excel takes a CSV without it for text of the machine's own code page, whatever its type says. */
const BYTE_ORDER_MARK = '\uFEFF';

type Encoder = <Item>(download: Download<Item>) => AsyncGenerator<string, void>;

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
};

async function* eachOf<Item>(pieces: AsyncIterable<Item[]>): AsyncGenerator<Item> {
  for await (const piece of pieces) yield* piece;
}

/** Rows taken together, so many that a part is neither tiny nor large. */
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
