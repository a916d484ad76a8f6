import fc from 'fast-check';
import { monthKey, resolveRange } from '@trackside/calendar';
import { decodeResumeCursor, encodeResumeCursor } from '../src/discovery/resume-cursor.js';

const now = new Date('2025-11-20T12:00:00Z');
const trackId = '81fdab2d-ff28-53b4-9ba8-2b19af527f7f';

describe('a resume cursor', () => {
  const range = resolveRange({ startDate: '2025-01-01', endDate: '2025-11-20' }, now, 12);
  const keys = range.months.map(monthKey);

  it('gives back the months that were received, whichever they are', () => {
    fc.assert(
      fc.property(fc.subarray(keys), (received) => {
        const cursor = encodeResumeCursor(trackId, range, new Set(received));
        expect(decodeResumeCursor(cursor, trackId, range)).toEqual(new Set(received));
        expect(cursor).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });

  it('of another track or range counts for nothing', () => {
    const cursor = encodeResumeCursor(trackId, range, new Set(keys));
    const other = resolveRange({ startDate: '2025-01-02', endDate: '2025-11-20' }, now, 12);

    expect(decodeResumeCursor(cursor, '00000000-0000-5000-8000-000000000001', range).size).toBe(0);
    expect(decodeResumeCursor(cursor, trackId, other).size).toBe(0);
  });

  it('of the last 180 days still counts after midnight', () => {
    const today = resolveRange({}, now, 12);
    const tomorrow = resolveRange({}, new Date('2025-11-21T12:00:00Z'), 12);
    const cursor = encodeResumeCursor(trackId, today, new Set([202510]));

    expect(decodeResumeCursor(cursor, trackId, tomorrow)).toEqual(new Set([202510]));
  });

  it('that is not ours is ignored, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeResumeCursor(text, trackId, range)).toEqual(new Set());
        expect(decodeResumeCursor(`1.${text}`, trackId, range)).toEqual(new Set());
      }),
    );
  });

  it('is written as it always was, newest month first', () => {
    expect(encodeResumeCursor(trackId, range, new Set())).toBe('1.d3394eb82cb0.');
    expect(encodeResumeCursor(trackId, range, new Set([202412, 202511, 202501]))).toBe(
      '1.d3394eb82cb0.202511-202501-202412',
    );
  });

  it('that was given out before still counts', () => {
    const received = decodeResumeCursor('1.d3394eb82cb0.202511-202501', trackId, range);

    expect(received).toEqual(new Set([202511, 202501]));
  });

  it('counts only for months of the range', () => {
    const received = decodeResumeCursor(
      '1.d3394eb82cb0.202511-202513-202412-000000',
      trackId,
      range,
    );

    expect(received).toEqual(new Set([202511]));
  });

  it.each([
    ['1.d3394eb82cb0'],
    ['2.d3394eb82cb0.202511'],
    ['1.d3394eb82cb0.202511-'],
    ['1.d3394eb82cb0.2025-11'],
    ['1.d3394eb82cb0.202511,202510'],
    [' 1.d3394eb82cb0.202511'],
    ['1.d3394eb82cb0.202511\n'],
    ['1.000000000000.202511'],
  ])('that reads %j is ignored', (text) => {
    expect(decodeResumeCursor(text, trackId, range)).toEqual(new Set());
  });

  it('that is longer than any of ours is ignored', () => {
    const text = `1.d3394eb82cb0.${'202511-'.repeat(600)}202511`;

    expect(decodeResumeCursor(text, trackId, range)).toEqual(new Set());
  });

  it('that was not sent counts for nothing', () => {
    expect(decodeResumeCursor(undefined, trackId, range)).toEqual(new Set());
    expect(decodeResumeCursor('', trackId, range)).toEqual(new Set());
  });
});
