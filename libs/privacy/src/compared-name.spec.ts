import { comparedName } from './compared-name.js';

describe('a name that is to be hidden', () => {
  it.each([
    ['letter case', 'zoË mARLOW'],
    ['accents', 'Zoe Marlow'],
    ['composition', 'Zoë Marlow'.normalize('NFD')],
    ['width', 'Ｚｏë　Marlow'],
    ['white space', '\u00a0Zoë \u2003 Marlow\n'],
  ])('is the same whatever its %s', (_, written) => {
    expect(comparedName(written)).toBe(comparedName('Zoë Marlow'));
  });

  it('is not that of somebody whose name begins like it', () => {
    expect(comparedName('Zoë Marlow Junior')).not.toBe(comparedName('Zoë Marlow'));
  });
});
