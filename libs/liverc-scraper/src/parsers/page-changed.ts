import { LivercPageChangedError } from '../errors.js';

const LONGEST_QUOTE = 120;
/** What ends a line, gives a terminal a command, or turns the order of letters round. */
const UNPRINTABLE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** The error of a page that is not the one asked for: a sentence with both sides. */
export function pageChanged(expected: string, got: string, url: string): LivercPageChangedError {
  return new LivercPageChangedError(`expected ${expected}, got ${got}: ${url}`, url);
}

/** Titles of session pages name who drove, and an error is told to many. */
const TITLED_DRIVER = /(Practice Session for ).*?(?= on [A-Z]| :: |$)/gs;

/**
 * Text of a page as an error shows it: in quotes, not longer than a line, harmless in a log, and
 * without the driver whom a title names.
 */
export function quote(page: string): string {
  const text = page.replace(TITLED_DRIVER, '$1…');
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return `"${shown.replace(UNPRINTABLE, escaped)}"`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
