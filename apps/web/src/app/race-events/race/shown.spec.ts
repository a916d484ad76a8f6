import { raceDriver, RACE } from '../../../test/racers';
import { racersOf } from './racers';
import { gapToOf, shownOf, toggled } from './shown';

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const RACERS = racersOf(
  [...NAMES.map((name, index) => raceDriver(name, [[30, index + 1]])), raceDriver('NONE', [])],
  RACE,
);
const nobody = (): boolean => false;
const namesOf = (shown: ReturnType<typeof shownOf>): string =>
  shown.map(({ racer }) => racer.name).join('');

describe('whom a race shows beside each other', () => {
  it('is the first three and the reader, where the address names nobody who raced', () => {
    expect(namesOf(shownOf(RACERS, { drivers: null }, nobody))).toBe('ABC');
    expect(namesOf(shownOf(RACERS, { drivers: null }, ({ name }) => name === 'F'))).toBe('ABCF');
    expect(namesOf(shownOf(RACERS, { drivers: ['NONE', 'X'] }, nobody))).toBe('ABC');
  });

  it('is whom the address names, six at most, in the order of the result, each with a look', () => {
    const shown = shownOf(RACERS, { drivers: [...NAMES].reverse() }, nobody);
    expect(namesOf(shown)).toBe('ABCDEF');
    expect(new Set(shown.map(({ look }) => look.colour)).size).toBe(6);
    expect(new Set(shown.map(({ look }) => look.symbol)).size).toBe(6);
  });

  it('grows up to six and never becomes nobody', () => {
    const one = shownOf(RACERS, { drivers: ['B'] }, nobody);
    expect(toggled(one, 'A')).toEqual(['B', 'A']);
    expect(toggled(one, 'B')).toEqual(['B']);
    const six = shownOf(RACERS, { drivers: NAMES }, nobody);
    expect(toggled(six, 'G')).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
    expect(toggled(six, 'C')).toEqual(['A', 'B', 'D', 'E', 'F']);
  });

  it('has gaps to whom the address names, else to the first', () => {
    expect(gapToOf(RACERS, { gapTo: 'C' })?.name).toBe('C');
    expect(gapToOf(RACERS, { gapTo: 'NONE' })?.name).toBe('A');
    expect(gapToOf([], { gapTo: null })).toBeNull();
  });
});
