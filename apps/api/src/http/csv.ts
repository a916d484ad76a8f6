import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null;

/**
 * What a spreadsheet may take for a formula behind characters that it skips or that nobody sees.
 * csv-stringify looks at the first character alone.
 */
const HIDDEN_FORMULA = /^(?:\n|[\p{White_Space}\p{Cc}\p{Cf}]+[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;

/**
 * Rows as CSV (RFC 4180: CR LF, quotes doubled). Text that a spreadsheet would run gets an
 * apostrophe before it; numbers stay as they are, also negative ones.
 *
 * @param header names of the columns, for the first rows of a file; left out for those that follow
 */
export function toCsv(rows: Cell[][], header?: readonly string[]): string {
  return stringify(rows, {
    header: header !== undefined,
    columns: header && [...header],
    record_delimiter: 'windows',
    // Without it a lone CR or LF stands bare in a cell, and readers end the row there.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: {
      boolean: String,
      string: (text) => (HIDDEN_FORMULA.test(text) ? `'${text}` : text),
    },
  });
}
