import { collapseWhiteSpace } from '@trackside/contracts';
import fc from 'fast-check';

import { LivercPageChangedError } from '../src/errors.js';
import { indented } from './layouts.js';
import { NO_SESSIONS } from './printed-practice.js';

export const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** Text as it is stored, of any characters that a name may have. */
export const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc
      .array(fc.constantFrom('Quist', '(1)', ')', '&', '<b>', '"', ' :: ', '냉', "'s", '\\'))
      .map((all) => all.join(' ')),
  )
  .map((value) => collapseWhiteSpace(value.replaceAll('\0', '')))
  .filter((value) => value !== '' && value !== NO_SESSIONS);

export const layout = fc.constantFrom((html: string) => html, indented);

/** One fault: the page ends early, or a part is lost, comes twice, or is replaced by junk. */
export const junk = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    '<!--',
    '-->',
    '<script>',
    '</table>',
    '</div></div>',
    '<table>',
    '"',
    '<',
    '&',
    '<select>',
    '</html>',
    '<title>',
    '<textarea>',
    '<tr><td>',
    '2031',
    NO_SESSIONS,
  ),
);
export const fault = fc.record({
  kind: fc.constantFrom('cut', 'lose', 'repeat', 'replace', 'join'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(8), fc.nat(400), fc.nat(20_000)),
  junk,
});

export function damage(
  html: string,
  { kind, at, length, junk: added }: typeof fault extends fc.Arbitrary<infer F> ? F : never,
): string {
  const start = Math.floor(at * html.length);
  const [before, part, after] = [
    html.slice(0, start),
    html.slice(start, start + length),
    html.slice(start + length),
  ];
  if (kind === 'cut') return before;
  if (kind === 'lose') return before + after;
  if (kind === 'repeat') return before + part + part + after;
  if (kind === 'replace') return before + added + after;
  return before + added + part + after;
}

/** The page's value, or undefined where it was refused; fails on any other exception. */
export function readOrRefuse<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(LivercPageChangedError);
    return undefined;
  }
}

export const seconds = fc
  .integer({ min: 0, max: 9_999_999 })
  .map((thousandths) => thousandths / 1000);
