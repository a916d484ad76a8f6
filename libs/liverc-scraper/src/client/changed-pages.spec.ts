import { ChangedPages } from './changed-pages.js';

let now: number;
let pages: ChangedPages;

beforeEach(() => {
  now = 0;
  pages = new ChangedPages(() => now);
});

describe('a second look at a page that was not recognised', () => {
  it('is worth it while pages of one site alone fail, however often', () => {
    for (let i = 0; i < 100; i++) pages.note('calendar', 'alder');
    expect(pages.worthSecondLook('calendar')).toBe(true);
  });

  it('is not worth it for 10 minutes when the same kind of page failed on two sites', () => {
    pages.note('calendar', 'alder');
    now = 60_000;
    pages.note('calendar', 'birch');
    expect(pages.worthSecondLook('calendar')).toBe(false);
    now = 599_999;
    expect(pages.worthSecondLook('calendar')).toBe(false);
    now = 600_000;
    expect(pages.worthSecondLook('calendar')).toBe(true);
  });

  it('stays worth it for another kind of page', () => {
    pages.note('calendar', 'alder');
    pages.note('day', 'birch');
    expect([pages.worthSecondLook('calendar'), pages.worthSecondLook('day')]).toEqual([true, true]);
  });

  it('is judged by the two sites that failed last', () => {
    for (let site = 0; site < 1000; site++) pages.note('day', `site ${site}`);
    now = 500_000;
    pages.note('day', 'alder');
    now = 599_000;
    pages.note('day', 'birch');
    now = 1_000_000;
    expect(pages.worthSecondLook('day')).toBe(false);
  });
});
