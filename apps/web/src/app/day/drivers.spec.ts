import { session } from '../../test/sessions';
import { classesOf, driversOf } from './drivers';

const SESSIONS = [
  session('a', { transponder: '111' }),
  session('b', { driver_name: 'zoë marlow', transponder: '222', class_name: 'Truggy' }),
  session('c', { transponder: '111' }),
  session('d', { driver_name: 'Idris Vale', transponder: '222' }),
  session('e', { driver_name: 'Unknown Driver', transponder: '9', class_name: null }),
  session('f', { driver_name: 'Unknown Driver', transponder: '8', class_name: null }),
];

describe('the drivers of a day', () => {
  it('are one by name whatever the transponder, unknown ones apart and last', () => {
    expect(driversOf(SESSIONS).map(({ label, sessionCount }) => [label, sessionCount])).toEqual([
      ['Idris Vale', 1],
      ['Zoë Marlow', 3],
      ['Unknown Driver (8)', 1],
      ['Unknown Driver (9)', 1],
    ]);
  });

  it('are told who else used their transponder', () => {
    const zoe = driversOf(SESSIONS)[1];
    expect(zoe?.transponders).toEqual([
      { transponder: '111', sharedWith: [] },
      { transponder: '222', sharedWith: ['Idris Vale'] },
    ]);
    expect(zoe?.classNames).toEqual(['1/8 Nitro Buggy', 'Truggy']);
  });
});

it('lists the classes with most sessions first', () => {
  expect(classesOf(SESSIONS)).toEqual(['1/8 Nitro Buggy', 'No class', 'Truggy']);
});
