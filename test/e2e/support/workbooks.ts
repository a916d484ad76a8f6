import readWorkbook from 'read-excel-file/node';

/** Its reader's own type has no dates. */
export type SheetCell = string | number | boolean | Date | null;

/** A row by the headings of its columns. */
export type SheetRow = Record<string, SheetCell>;

/** First headings of sheets that have rows above them. */
const FIRST_HEADINGS = new Set(['Driver', 'Kind']);

/** The sheets of an xlsx workbook by their names, in their order: rows below the headings. */
export async function readSheets(file: Uint8Array): Promise<Map<string, SheetRow[]>> {
  const sheets = await readWorkbook(Buffer.from(file), { trim: false });
  return new Map(sheets.map(({ sheet, data }) => [sheet, rowsOf(data as SheetCell[][])]));
}

function rowsOf(data: SheetCell[][]): SheetRow[] {
  const top = data.findIndex(
    ([first, second]) =>
      FIRST_HEADINGS.has(String(first)) && ['Class', 'Date'].includes(String(second)),
  );
  const headings = data[top]!.map(String);
  return data
    .slice(top + 1)
    .map((row) =>
      Object.fromEntries(headings.map((heading, index) => [heading, toSecond(row[index] ?? null)])),
    );
}

/** The reader cuts the last bit of a day's fraction off to a millisecond before. */
function toSecond(value: SheetCell): SheetCell {
  return value instanceof Date ? new Date(Math.round(value.getTime() / 1000) * 1000) : value;
}
