import fc from 'fast-check';
import { decodeCursor, encodeCursor, InvalidCursorError } from '../src/cursor.js';

const isAnything = (value: unknown): value is unknown => value !== undefined;
const isNumber = (value: unknown): value is number => typeof value === 'number';

describe('a cursor', () => {
  it('is the base64url of its place as JSON, to the byte', () => {
    expect(encodeCursor(['2025-10-25', 3])).toBe('WyIyMDI1LTEwLTI1IiwzXQ');
    expect(encodeCursor(['>>>', '???', 'Æ'])).toBe('WyI-Pj4iLCI_Pz8iLCLDhiJd');
    expect(decodeCursor('WyI-Pj4iLCI_Pz8iLCLDhiJd', isAnything)).toEqual(['>>>', '???', 'Æ']);
  });

  it('gives back its place, whatever JSON that is', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const place = JSON.parse(json) as unknown;
        const cursor = encodeCursor(place);
        expect(decodeCursor(cursor, isAnything)).toEqual(place);
        expect(cursor).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('of which the place has another shape is refused, with the field to blame', () => {
    const refused = { code: 'VALIDATION_ERROR', details: [{ field: 'cursor' }] };

    expect(decodeCursor('NDk', isNumber)).toBe(49);
    expect(() => decodeCursor('IjIwMjUtMTAtMjUi', isNumber)).toThrow(
      expect.objectContaining({
        ...refused,
        details: [expect.objectContaining(refused.details[0])],
      }),
    );
    expect(() => decodeCursor('bnVsbA', isNumber)).toThrow(InvalidCursorError);
  });

  it('that holds no JSON is refused, whatever it holds', () => {
    for (const text of ['', ' ', 'e30x', 'IjIw', '💥', '{}', '[]', 'null', '\0']) {
      expect(() => decodeCursor(text, isAnything)).toThrow(InvalidCursorError);
    }
  });

  it('that a stranger made up gives a checked place or an InvalidCursorError, nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        try {
          expect(typeof decodeCursor(text, isNumber)).toBe('number');
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidCursorError);
        }
      }),
    );
  });
});
