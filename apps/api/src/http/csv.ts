import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null;

/**
 * What a spreadsheet may take for a formula, though skipped or invisible characters come before it.
 * csv-stringify looks only at the first character.
 */
const HIDDEN_FORMULA = /^(?:\n|[\p{White_Space}\p{Cc}\p{Cf}]+[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;

/**
 * Rows as CSV (RFC 4180: CR LF, quotes doubled). An apostrophe is put before text that a
 * spreadsheet would run. Numbers stay as they are, also negative ones.
 *
 * @param header names of the columns, for the first rows of a file; left out for those that follow
 */
export function toCsv(rows: Cell[][], header?: readonly string[]): string {
  return stringify(rows, {
    header: header !== undefined,
    columns: header && [...header],
    record_delimiter: 'windows',
    // Otherwise a lone CR or LF stands unquoted in a cell, and readers end the row there.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: {
      boolean: String,
      string: (text) => (HIDDEN_FORMULA.test(text) ? `'${text}` : text),
    },
  });
}
