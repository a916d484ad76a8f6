/**
 * Unicode's White_Space. JavaScript's `\s` and `trim` lack U+0085, the next line, and count U+FEFF,
 * which has no width, as a blank.
 */
const WHITE_SPACE = /\p{White_Space}+/gu;

/** Words of any script with a blank between them, which takes several times as long to tell. */
const SPACED = /^\P{White_Space}+(?: \P{White_Space}+)*$/u;

/**
 * Most characters (UTF-16 units) of a driver's or a class's name: what follows is not kept, and any
 * name that is kept can be asked for.
 */
export const MAX_NAME_LENGTH = 10_000;

/** Text with one blank for any white space, and none at its ends: a name, however it is spaced. */
export function collapseWhiteSpace(text: string): string {
  const inner = withoutAsciiEnds(text);
  if (isPlain(inner) || SPACED.test(inner)) return inner;
  return inner.replace(WHITE_SPACE, ' ').replace(/^ | $/g, '');
}

/** ASCII words with a blank between them, as nearly all texts of LiveRC are; asked for each of them. */
function isPlain(text: string): boolean {
  let afterBlank = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && afterBlank)) return false;
    afterBlank = code === 0x20;
  }
  return !afterBlank || text === '';
}

/** Texts of pages stand between the line breaks of the markup. */
function withoutAsciiEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isAsciiSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isAsciiSpace(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
