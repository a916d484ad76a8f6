import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ExportFormat } from '../dto/study.dto.js';
import { type Cell, toCsv } from './csv.js';
import { toJsonLine } from './json-line.js';

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
  /** At least one row an item, in the order of the columns. */
  toRows: (item: Item) => Cell[][];
}

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Writes a list to a client as it is read; a client that reads slowly is waited for. */
@Injectable()
export class Downloads {
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
      .send(Readable.from(this.rest(first, texts)));
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
    for await (const piece of pieces) {
      yield (header ? BYTE_ORDER_MARK : '') + toCsv(piece.flatMap(toRows), header);
      header = undefined;
    }
    if (header) yield BYTE_ORDER_MARK + toCsv([], header);
  },

  async *json({ pieces, head, listName }) {
    let before = `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(listName)}:[`;
    for await (const piece of pieces) {
      if (piece.length === 0) continue;
      yield before + piece.map((item) => JSON.stringify(item)).join(',');
      before = ',';
    }
    yield before === ',' ? ']}' : `${before}]}`;
  },

  async *ndjson({ pieces }) {
    for await (const piece of pieces) {
      yield piece.map((item) => `${toJsonLine(item)}\n`).join('');
    }
  },
};
