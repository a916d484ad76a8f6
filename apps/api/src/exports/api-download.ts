import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApiFailures } from '../http/api-failures.js';
import { XLSX } from '../http/downloads.js';
import { RouteMark } from '../http/route-mark.js';
import type { ExportExample } from './export-examples.js';

/** Marks and documents a download, which comes without the envelope. */
export function ApiDownload({ csv, json, ndjson }: ExportExample): MethodDecorator {
  return applyDecorators(
    RouteMark({ isDownload: true }),
    ApiOkResponse({
      description:
        'An attachment without envelope. CSV begins with a byte order mark; no cell of it begins a ' +
        'formula. A workbook has words as headings and numbers as numbers; text in it stays text.',
      content: {
        'text/csv': { schema: { type: 'string' }, example: csv },
        'application/json': { schema: { type: 'object' }, example: json },
        'application/x-ndjson': { schema: { type: 'string' }, example: ndjson },
        [XLSX]: { schema: { type: 'string', format: 'binary' } },
      },
    }),
    ApiFailures(),
  );
}
