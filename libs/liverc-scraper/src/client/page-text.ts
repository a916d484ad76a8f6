import { UnusableBodyError } from './unusable-body-error.js';

/** A page may hold this share of bytes that are no text: a name cut in the middle of a letter. */
const TOLERATED_SHARE = 1 / 1000;
const REPLACEMENT = '\uFFFD';

/**
 * The text of a page, which is UTF-8. Some stray bytes become U+FFFD, because one cut name must not
 * hide a whole day.
 *
 * @throws UnusableBodyError when it is empty, binary or in another encoding such as UTF-16
 */
export function decodePage(content: Buffer): string {
  if (content.length === 0) throw new UnusableBodyError('empty', 0);
  const text = decodeUtf8(content);
  const strays = count(text, REPLACEMENT) + count(text, '\0');
  if (strays > Math.ceil(content.length * TOLERATED_SHARE)) {
    throw new UnusableBodyError('not UTF-8 text', content.length);
  }
  return text;
}

/** Whether an answer's `Content-Type` may be a page's; one without is judged by its content. */
export function isPageType(contentType: unknown): boolean {
  if (contentType === undefined) return true;
  return /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(String(contentType));
}

function decodeUtf8(content: Buffer): string {
  return new TextDecoder('utf-8').decode(content);
}

function count(text: string, letter: string): number {
  let found = 0;
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) found++;
  return found;
}
