/** Line ends in Unicode that JSON allows in its strings; below U+0020 it escapes all by itself. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/**
 * A value as JSON on one line, whatever its reader takes for the end of one: readers in Python also
 * end a line at U+0085, U+2028 and U+2029.
 */
export function toJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    LINE_ENDS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
