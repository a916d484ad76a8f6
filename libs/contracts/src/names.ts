/**
 * Unicode's White_Space. JavaScript's `\s` and `trim` lack U+0085, the next line, and count U+FEFF,
 * which has no width, as a blank.
 */
const WHITE_SPACE = /\p{White_Space}+/gu;

/** What nearly all names are: ASCII words with a blank between them. Nothing is to be done to them. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
/** The same in any script, which takes several times as long to tell. */
const SPACED = /^\P{White_Space}+(?: \P{White_Space}+)*$/u;

/**
 * Most characters (UTF-16 units) of a driver's or a class's name: what follows is not kept, and any
 * name that is kept can be asked for.
 */
export const MAX_NAME_LENGTH = 10_000;

/** Text with one blank for any white space, and none at its ends: a name, however it is spaced. */
export function collapseWhiteSpace(text: string): string {
  if (PLAIN.test(text) || SPACED.test(text)) return text;
  return text.replace(WHITE_SPACE, ' ').replace(/^ | $/g, '');
}
