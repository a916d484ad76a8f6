import { collapseWhiteSpace } from './index.js';

describe('white space in a name', () => {
  it.each([
    ['a tab', '\t'],
    ['a line feed', '\n'],
    ['a vertical tab', '\v'],
    ['a form feed', '\f'],
    ['a carriage return', '\r'],
    ['the next line', '\u0085'],
    ['a no-break space', '\u00a0'],
    ['an ogham space', '\u1680'],
    ['an en quad', '\u2000'],
    ['a hair space', '\u200a'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['a narrow no-break space', '\u202f'],
    ['a mathematical space', '\u205f'],
    ['an ideographic space', '\u3000'],
    ['several of them', ' \u0085\t\u3000'],
  ])('is one blank, and none at an end: %s', (_, space) => {
    expect(collapseWhiteSpace(`${space}Next${space}Line${space}`)).toBe('Next Line');
  });

  it.each([
    ['a zero-width space', '\u200b'],
    ['a zero-width no-break space', '\ufeff'],
    ['a zero-width joiner', '\u200d'],
    ['a Mongolian vowel separator', '\u180e'],
  ])('is not %s, which has no width', (_, character) => {
    const name = `${character}Next${character}Line${character}`;

    expect(collapseWhiteSpace(name)).toBe(name);
  });
});
