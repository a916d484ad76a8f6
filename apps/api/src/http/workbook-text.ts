/** Excel takes no more in one cell. */
const MAX_LENGTH = 32_767;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Characters that XML has no room for, or that its readers change, as spreadsheets write them
 * (`ST_Xstring`): `_x000D_`. An underscore before what looks like one is written so as well.
 */
const UNSPEAKABLE = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** Text of a cell, as XML. Half of a surrogate pair is no character: U+FFFD stands for it. */
export function inXml(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .toWellFormed()
    .replace(
      UNSPEAKABLE,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (c) => ENTITIES[c]!);
}
