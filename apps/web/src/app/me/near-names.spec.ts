import { nearNames } from './near-names';

const DAY = [
  'Zoë Marlow',
  'Idris Vale',
  'Zachary Malone',
  'Unknown Driver (8603914)',
  'Ida Marlow',
];

describe('whom a name may mean that nobody has', () => {
  it('is who is written nearly so, or shares a word of it, nearest first', () => {
    expect(nearNames(['Zoe Marlow'], DAY)).toEqual(['Zoë Marlow', 'Ida Marlow']);
    expect(nearNames(['Idris Valle'], DAY)).toEqual(['Idris Vale']);
    expect(nearNames(['Mal Zach'], DAY)).toEqual(['Zachary Malone']);
  });

  it('is nobody where no name is like it', () => {
    expect(nearNames(['Corwin Kettlewright'], DAY)).toEqual([]);
    expect(nearNames(['Al'], DAY)).toEqual([]);
  });

  it('is anybody near to one of several names', () => {
    expect(nearNames(['Nobody', 'idris v'], DAY)).toEqual(['Idris Vale']);
  });
});
