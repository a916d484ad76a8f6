import { type View, admit } from './admission';
import type { DayRow, Row } from './row';

function rows(...dates: number[]): Row[] {
  return dates.map((date): DayRow => ({
    kind: 'practice',
    key: String(date),
    date: `2025-10-${date}`,
    sessions: 1,
    totals: null,
    pending: 'following',
    eventId: null,
    copyOf: null,
  }));
}

function keys(list: readonly Row[]): number[] {
  return list.map(({ key }) => Number(key));
}

const SCROLLED: View = { first: 1, last: 3, topVisible: false };
const AT_TOP: View = { first: 0, last: 2, topVisible: true };

describe('letting rows in while somebody reads', () => {
  it('above the screen they come in and the rows on screen keep their place', () => {
    const before = rows(20, 18, 16, 14, 12);
    const { shift, above, ...admission } = admit(
      before,
      rows(22, 21, 20, 19, 18, 16, 14, 12),
      SCROLLED,
    );
    expect(keys(admission.rows)).toEqual([22, 21, 20, 19, 18, 16, 14, 12]);
    expect(shift).toBe(3);
    expect(above).toEqual(['22', '21', '19']);
  });

  it('below the screen they come in at once', () => {
    const admission = admit(rows(20, 18, 16, 14, 12), rows(20, 18, 16, 14, 13, 12, 11), SCROLLED);
    expect(keys(admission.rows)).toEqual([20, 18, 16, 14, 13, 12, 11]);
    expect(admission.shift).toBe(0);
    expect(admission.above).toEqual([]);
  });

  it('between two rows on screen they wait, counted where they belong', () => {
    const admission = admit(rows(20, 18, 16, 14, 12), rows(20, 18, 17, 16, 15, 14, 12), SCROLLED);
    expect(keys(admission.rows)).toEqual([20, 18, 16, 14, 12]);
    expect([...admission.waiting]).toEqual([
      ['16', 1],
      ['14', 1],
    ]);
  });

  it('above the first row they wait while the list’s top is on screen', () => {
    const admission = admit(rows(20, 18, 16), rows(22, 21, 20, 18, 16, 15), AT_TOP);
    expect(keys(admission.rows)).toEqual([20, 18, 16, 15]);
    expect([...admission.waiting]).toEqual([['20', 2]]);
  });

  it('details of rows on screen change in place', () => {
    const changed = rows(20, 18, 16).map((row) => ({ ...row, sessions: 9 })) as Row[];
    const admission = admit(rows(20, 18, 16), changed, AT_TOP);
    expect(admission.rows).toEqual(changed);
    expect(admission.shift).toBe(0);
  });

  it('rows that are gone above pull the screen up with them', () => {
    const admission = admit(rows(20, 18, 16, 14, 12), rows(18, 16, 14, 12), SCROLLED);
    expect(admission.shift).toBe(-1);
  });

  it('a list of which nothing is left on screen is a new list', () => {
    expect(keys(admit(rows(20, 18), rows(9, 8), AT_TOP).rows)).toEqual([9, 8]);
  });
});
