/** Reads CSV as RFC 4180 writes it: rows end with CR LF, quotes are doubled within quotes. */
export function readCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = readRows(text);
  return rows.map((cells) => {
    if (cells.length !== header!.length) throw new Error(`a row of ${cells.length} cells`);
    return Object.fromEntries(header!.map((name, index) => [name, cells[index]!]));
  });
}

function readRows(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (!match) throw new Error(`no CSV from ${JSON.stringify(text.slice(at, at + 40))}`);
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '\r\n') rows.push([]);
  }
  if (rows.pop()!.length > 0) throw new Error('the last row has no end');
  return rows;
}
