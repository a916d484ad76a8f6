import type { DriverDay } from '@trackside/contracts';
import { chosenClass, classesDriven } from './classes-driven';

function driver(...days: string[][]) {
  const class_names = [...new Set(days.flat())].sort();
  return { class_names, days: days.map((names) => ({ class_names: names }) as DriverDay) };
}

const TWO = driver(['Mini-Z', 'Truggy'], ['Truggy'], ['Buggy']);

it('names the class driven on most days first, equal ones by name', () => {
  expect(classesDriven(TWO)).toEqual(['Truggy', 'Buggy', 'Mini-Z']);
  expect(classesDriven(null)).toEqual([]);
});

describe('the class looked at', () => {
  it('is the one that the address names, where the driver drove it', () => {
    expect(chosenClass(TWO, 'Mini-Z')).toBe('Mini-Z');
    expect(chosenClass(TWO, 'Hovercraft')).toBe('Truggy');
    expect(chosenClass(TWO, null)).toBe('Truggy');
  });

  it('is none of several for who drove one, and the one named until that is known', () => {
    expect(chosenClass(driver(['Buggy'], ['Buggy']), 'Truggy')).toBeNull();
    expect(chosenClass(driver([]), null)).toBeNull();
    expect(chosenClass(null, 'Truggy')).toBe('Truggy');
    expect(chosenClass(null, null)).toBeNull();
  });
});
