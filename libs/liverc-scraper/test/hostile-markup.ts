import { LivercPageChangedError } from '../src/errors.js';

export const fill = (part: string, size: number): string =>
  part.repeat(Math.floor(size / part.length));

/** What is no page of LiveRC at all. */
export const FOREIGN: [string, string][] = [
  ['nothing', ''],
  ['blanks', ' \n '],
  ['JSON', '{"sessions":[]}'],
  ['binary', '\u0000\u0001\uFFFD\u0089PNG'],
  ['UTF-16 read as UTF-8', [...'<html></html>'].join('\0')],
  ['words', 'There are no practice sessions available for the given date.'],
  ['a bare page', '<html></html>'],
  [
    'a login page',
    '<html><title>Log In :: LiveRC</title><h1 class="page-header">Log In</h1></html>',
  ],
  ['an error page', '<html><head><title>502 Bad Gateway</title></head><body></body></html>'],
];

/** Markup of that size, to be put where the page's content is. */
export const floods = (size: number): [string, string][] => [
  ['nested tags', fill('<div>', size)],
  ['nested formatting', fill('<b>', size)],
  ['unclosed tables', fill('<table><tr><td>', size)],
  ['tables', fill('<table><tbody><tr><td>x</td></tr></tbody></table>', size)],
  ['links', fill('<a href="/practice/?p=view_session&id=1">x</a>', size)],
  ['rows', fill('<tr><td>x</td></tr>', size)],
  ['panels', fill('<div class="panel">x</div>', size)],
  [
    'nested panels',
    fill('<div class="panel"><div class="panel-heading">', 4500) + fill('x ', size),
  ],
  ['end tags', fill('</p>', size)],
  ['angle brackets', fill('<', size)],
  ['entities', fill('&#60;', size)],
  ['comments', fill('<!---->', size)],
  ['an open comment', `<!--${fill('-', size)}`],
  ['one attribute', `<a href="${fill('x', size)}">`],
  ['attributes', `<a ${Array.from({ length: size / 7 }, (_, index) => `a${index}`).join(' ')}>`],
  ['scripts', fill('<script>lapsObj</script>', size)],
  ['options', fill('<option value="2031-05">', size)],
  ['headings', fill('<h1 class="page-header">', size)],
  ['NUL', fill('\0', size)],
  ['blanks', fill(' ', size)],
];

/**
 * So long a page of 4 MB may be worked on by a slow processor: what grows by the square of a page takes
 * minutes. The second that a usual one has is held by `npm run bench`.
 */
export const MOST_WORK_MS = 5_000;

/** Milliseconds of the processor, the best of three: others work on the machine as well. */
export function workedMs(work: () => void): number {
  const one = (): number => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const first = one();
  return first < 500 ? first : Math.min(first, one(), one());
}

/** Fails where a parser throws anything but its own error. */
export function expectReadOrRefused(parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    expect(error).toBeInstanceOf(LivercPageChangedError);
  }
}
