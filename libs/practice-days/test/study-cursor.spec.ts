import fc from 'fast-check';
import { addDays } from '@trackside/calendar';
import { InvalidCursorError } from '@trackside/streams';
import {
  decodeDatedCursor,
  decodeDateCursor,
  decodePositionCursor,
  encodeStudyCursor,
} from '../src/study/study-cursor.js';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const date = fc.nat({ max: 20_000 }).map((days) => addDays('1999-12-31', days));
const position = fc.nat({ max: 2_147_483_647 });

describe('a cursor of a list of practice days, of sessions or of both', () => {
  it('that was given out before still names its place', () => {
    expect(decodeDateCursor('IjIwMjUtMTAtMjUi')).toBe('2025-10-25');
    expect(decodePositionCursor('NDk')).toBe(49);
    expect(decodeDatedCursor('WyIyMDI1LTEwLTI1IiwzXQ')).toEqual(['2025-10-25', 3]);
  });

  it('is written as it always was', () => {
    expect(encodeStudyCursor('2025-10-25')).toBe('IjIwMjUtMTAtMjUi');
    expect(encodeStudyCursor(49)).toBe('NDk');
    expect(encodeStudyCursor(['2025-10-25', 3])).toBe('WyIyMDI1LTEwLTI1IiwzXQ');
  });

  it('gives back its place, whichever it is', () => {
    fc.assert(
      fc.property(date, position, (day, place) => {
        expect(decodeDateCursor(encodeStudyCursor(day))).toBe(day);
        expect(decodePositionCursor(encodeStudyCursor(place))).toBe(place);
        expect(decodeDatedCursor(encodeStudyCursor([day, place]))).toEqual([day, place]);
      }),
    );
  });
});

describe('a cursor of a list of practice days', () => {
  it('may name 29 February of a leap year', () => {
    expect(decodeDateCursor(base64url('"2024-02-29"'))).toBe('2024-02-29');
    expect(decodeDateCursor(base64url('"2000-02-29"'))).toBe('2000-02-29');
  });

  it.each([
    ['"2025-02-29"'],
    ['"1900-02-29"'],
    ['"2025-02-30"'],
    ['"2025-04-31"'],
    ['"2025-13-01"'],
    ['"2025-00-10"'],
    ['"2025-10-00"'],
    ['"2025-10-32"'],
    ['"0000-01-01"'],
    ['"2025-1-1"'],
    ['"2025-10-25T00:00:00Z"'],
    ['"2025-10-25\\n"'],
    ['"12025-10-25"'],
    ['"infinity"'],
    ['20251025'],
    ['["2025-10-25"]'],
    ['null'],
    ['{}'],
  ])('with %s for a date, which PostgreSQL would not take as one, is refused', (json) => {
    expect(() => decodeDateCursor(base64url(json))).toThrow(InvalidCursorError);
  });
});

describe('a cursor of a list of sessions', () => {
  it('may name the last place that PostgreSQL can count to', () => {
    expect(decodePositionCursor(base64url('0'))).toBe(0);
    expect(decodePositionCursor(base64url('2147483647'))).toBe(2_147_483_647);
  });

  it.each([
    ['-1'],
    ['1.5'],
    ['2147483648'],
    ['1e400'],
    ['"3"'],
    ['"2025-10-25"'],
    ['[3]'],
    ['true'],
    ['null'],
  ])('with %s for a place, which is none, is refused', (json) => {
    expect(() => decodePositionCursor(base64url(json))).toThrow(InvalidCursorError);
  });

  it.each([
    ['["2025-10-25"]'],
    ['["2025-10-25",3,4]'],
    ['[3,"2025-10-25"]'],
    ['["2025-02-30",3]'],
    ['["2025-10-25",-1]'],
    ['["2025-10-25",null]'],
    ['{"0":"2025-10-25","1":3,"length":2}'],
    ['"2025-10-25"'],
    ['49'],
    ['null'],
  ])('of several days, with %s for a date and a place, is refused', (json) => {
    expect(() => decodeDatedCursor(base64url(json))).toThrow(InvalidCursorError);
  });
});
