import { LivercPageChangedError } from '../errors.js';

const LONGEST_QUOTE = 120;

/** The error of a page that is not the one asked for: a sentence with both sides. */
export function pageChanged(expected: string, got: string, url: string): LivercPageChangedError {
  return new LivercPageChangedError(`expected ${expected}, got ${got}: ${url}`, url);
}

/** Text of a page as an error shows it: in quotes and not longer than a line. */
export function quote(text: string): string {
  return text.length > LONGEST_QUOTE ? `"${text.slice(0, LONGEST_QUOTE)}…"` : `"${text}"`;
}
