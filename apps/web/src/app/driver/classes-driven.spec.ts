import type { DriverClassAtTrack } from '@trackside/contracts';
import { chosenClass, classesDriven } from './classes-driven';

function driver(...names: (string | null)[]) {
  return { classes: names.map((class_name) => ({ class_name }) as DriverClassAtTrack) };
}

const TWO = driver('Truggy', 'Mini-Z', null);

it('names the classes in their order, and none for sessions without one', () => {
  expect(classesDriven(TWO)).toEqual(['Truggy', 'Mini-Z']);
  expect(classesDriven(null)).toEqual([]);
});

describe('the class looked at', () => {
  it('is the one that the address names, where the driver drove it', () => {
    expect(chosenClass(TWO, 'Mini-Z')).toBe('Mini-Z');
    expect(chosenClass(TWO, 'Hovercraft')).toBe('Truggy');
    expect(chosenClass(TWO, null)).toBe('Truggy');
  });

  it('is none of several for who drove one, and the one named until that is known', () => {
    expect(chosenClass(driver('Buggy'), 'Truggy')).toBeNull();
    expect(chosenClass(driver(), null)).toBeNull();
    expect(chosenClass(null, 'Truggy')).toBe('Truggy');
    expect(chosenClass(null, null)).toBeNull();
  });
});
