import fc from 'fast-check';
import { InvalidCursorError } from '@trackside/streams';
import { decodeTrackCursor, encodeTrackCursor } from '../src/track-cursor.js';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor of a search for tracks', () => {
  it('that was given out before still names its place', () => {
    expect(decodeTrackCursor('WzAsIsOGYmxlciAmIFPDtmhuZSBSQyIsImFlYmxlciJd')).toEqual([
      0,
      'Æbler & Söhne RC',
      'aebler',
    ]);
    expect(decodeTrackCursor('WzIsIlJDIFBhcmsg8J-PgSIsInBhcmsiXQ')).toEqual([
      2,
      'RC Park 🏁',
      'park',
    ]);
  });

  it('is written as it always was', () => {
    expect(encodeTrackCursor([2, 'RC Park 🏁', 'park'])).toBe('WzIsIlJDIFBhcmsg8J-PgSIsInBhcmsiXQ');
  });

  it('gives back the rank, the name and the slug, whichever they are', () => {
    const text = fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0'));
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), text, text, (rank, name, slug) => {
        const cursor = encodeTrackCursor([rank, name, slug]);
        expect(decodeTrackCursor(cursor)).toEqual([rank, name, slug]);
      }),
    );
  });

  it.each([
    ['null'],
    ['{}'],
    ['"park"'],
    ['[]'],
    ['[0,"park"]'],
    ['[0,"RC Park","park","more"]'],
    ['{"0":0,"1":"RC Park","2":"park","length":3}'],
    ['[3,"RC Park","park"]'],
    ['[-1,"RC Park","park"]'],
    ['[0.5,"RC Park","park"]'],
    ['["0","RC Park","park"]'],
    ['[0,null,"park"]'],
    ['[0,"RC Park",["park"]]'],
    ['[0,"RC\\u0000Park","park"]'],
    ['[0,"RC Park","\\u0000"]'],
  ])('with %s for a place is refused', (json) => {
    expect(() => decodeTrackCursor(base64url(json))).toThrow(InvalidCursorError);
  });

  it('of a list of days is refused', () => {
    expect(() => decodeTrackCursor('IjIwMjUtMTAtMjUi')).toThrow(InvalidCursorError);
    expect(() => decodeTrackCursor('WyIyMDI1LTEwLTI1IiwzXQ')).toThrow(InvalidCursorError);
  });
});
