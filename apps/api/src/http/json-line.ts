/** Line ends of Unicode that JSON allows in strings. It escapes those below U+0020 by itself. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/**
 * A value as JSON that every reader takes for one line: Python also ends a line at U+0085, U+2028
 * and U+2029.
 */
export function toJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    LINE_ENDS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
