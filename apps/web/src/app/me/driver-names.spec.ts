import {
  belongsTo,
  drivenBy,
  driverKey,
  driverLabel,
  isHidden,
  isSomebody,
  samePerson,
  tidyPerson,
} from './driver-names';

function driven(driver_name: string, transponder: string | null = '3071066') {
  return { driver_name, transponder };
}

describe('whose a session is', () => {
  it('is told by the name, however it is written and whatever the transponder', () => {
    const key = driverKey(driven('Zoë Marlow', '111'));
    expect(driverKey(driven('  zoe\u0308   MARLOW ', '222'))).toBe(key);
    expect(driverKey(driven('Zoë Marlowe', '111'))).not.toBe(key);
  });

  it('is told by the transponder where the driver is unknown', () => {
    expect(driverLabel(driven('Unknown Driver', '3071066'))).toBe('Unknown Driver (3071066)');
    expect(driverLabel(driven('Unknown Driver', null))).toBe('Unknown Driver');
    expect(driverKey(driven('Unknown Driver', '1'))).not.toBe(
      driverKey(driven('Unknown Driver', '2')),
    );
  });
});

it('is told back by the label', () => {
  expect(drivenBy('Zoë Marlow')).toEqual(driven('Zoë Marlow', null));
  expect(drivenBy('Zoë Marlow (Jr)')).toEqual(driven('Zoë Marlow (Jr)', null));
  expect(drivenBy('Unknown Driver (3071066)')).toEqual(driven('Unknown Driver', '3071066'));
});

describe('a person', () => {
  it('has the sessions of each of their names and transponders', () => {
    const mine = belongsTo(['zoë marlow', '3071066']);
    expect(mine(driven('Zoë Marlow', '5'))).toBe(true);
    expect(mine(driven('Unknown Driver', '3071066'))).toBe(true);
    expect(mine(driven('Idris Vale', '3071066'))).toBe(true);
    expect(mine(driven('Idris Vale', '7'))).toBe(false);
    expect(mine(driven('Idris Vale', null))).toBe(false);
  });

  it('named as an unknown driver does not have what a named one drove', () => {
    const mine = belongsTo(['Unknown Driver (3071066)']);
    expect(mine(driven('Unknown Driver', '3071066'))).toBe(true);
    expect(mine(driven('Idris Vale', '3071066'))).toBe(false);
  });

  it('named twice, or with blanks, is named once', () => {
    expect(tidyPerson([' Zoë  Marlow', '', 'ZOË MARLOW', '12'])).toEqual(['Zoë Marlow', '12']);
    expect(samePerson(['A B', '12'], ['12', 'a  b'])).toBe(true);
    expect(samePerson(['A B'], ['A B', '12'])).toBe(false);
  });

  it('names nobody where an unknown driver has no transponder', () => {
    expect(isSomebody('unknown  driver')).toBe(false);
    expect(isSomebody('Unknown Driver (3071066)')).toBe(true);
    expect(isSomebody('Zoë Marlow')).toBe(true);
  });

  it('is hidden where a number stands in place of the name', () => {
    expect(isHidden('Hidden driver 12')).toBe(true);
    expect(isHidden('Hidden driver')).toBe(false);
    expect(isHidden('Not a hidden driver 1')).toBe(false);
  });
});
