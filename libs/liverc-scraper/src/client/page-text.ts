import { DamagedBodyError, UnusableBodyError } from './unusable-body-error.js';

/** A page may hold this share of bytes that are no text: a name cut in the middle of a letter. */
const TOLERATED_SHARE = 1 / 1000;
const REPLACEMENT = '\uFFFD';
/** Where a page has to declare its encoding, if the answer's header does not. */
const DECLARATION_BYTES = 1024;

/**
 * The text of a page, in the encoding that it declares, UTF-8 where it declares none. Some stray
 * bytes become U+FFFD, because one cut name must not hide a whole day.
 *
 * @param contentType the answer's header
 * @throws DamagedBodyError when it is empty or a document whose end is missing
 * @throws UnusableBodyError when it is binary or in an encoding that is not read, such as UTF-16
 */
export function decodePage(content: Buffer, contentType: string | undefined): string {
  if (content.length === 0) throw new DamagedBodyError('empty', 0);
  const name = encodingOf(content, contentType);
  const decoder = decoderFor(name);
  if (!decoder || decoder.encoding.startsWith('utf-16')) {
    const quoted = JSON.stringify(name.slice(0, 40));
    throw new UnusableBodyError(`in the encoding ${quoted}, which is not read`, content.length);
  }
  const text = decoder.decode(content);
  const strays = count(text, REPLACEMENT) + count(text, '\0');
  if (strays > Math.ceil(content.length * TOLERATED_SHARE)) {
    throw new UnusableBodyError(`not ${decoder.encoding.toUpperCase()} text`, content.length);
  }
  if (isCut(text)) throw new DamagedBodyError('cut before its end', content.length);
  return text;
}

/** Whether an answer's `Content-Type` may be a page's; one without is judged by its content. */
export function isPageType(contentType: unknown): boolean {
  if (contentType === undefined) return true;
  return /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(String(contentType));
}

/** As browsers look for it: the byte order mark, the answer's header, the page itself. */
function encodingOf(content: Buffer, contentType: string | undefined): string {
  if (content.subarray(0, 3).equals(Buffer.from('\uFEFF'))) return 'utf-8';
  const declared = charsetIn(contentType ?? '');
  if (declared) return declared;
  const start = content.subarray(0, DECLARATION_BYTES).toString('latin1');
  const inPage = /<meta\b[^>]*?\bcharset\s*=\s*(?:["']\s*)?([^\s"'/>;]+)/i.exec(start)?.[1];
  // Whoever can read this declaration does not read UTF-16, so browsers take it for UTF-8.
  return !inPage || /^utf-?16/i.test(inPage) ? 'utf-8' : inPage.toLowerCase();
}

function charsetIn(contentType: string): string | undefined {
  const match = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i.exec(contentType);
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.trim().toLowerCase();
}

/** Undefined for a name that stands for no encoding. */
function decoderFor(name: string) {
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}

/** Whether the text begins as a whole document does, and has no end of one. */
function isCut(text: string): boolean {
  const start = text.slice(0, 100).trimStart().toLowerCase();
  const begins = ['<!doctype html', '<html'].some(
    (opening) => start.startsWith(opening) || (start !== '' && opening.startsWith(start)),
  );
  return begins && !/<\/html\s*>/i.test(text);
}

function count(text: string, letter: string): number {
  let found = 0;
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) found++;
  return found;
}
