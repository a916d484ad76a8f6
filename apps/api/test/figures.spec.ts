import { Figures } from '../src/status/figures.js';

const ASKED = {
  answeredBy: 'liverc',
  firstRowMs: 800,
  elapsedMs: 3_000,
  complete: true,
  months: [],
} as const;
const NEVER = { count: 0, median_seconds: null, p95_seconds: null };

describe('the figures of success', () => {
  let figures: Figures;

  beforeEach(() => {
    figures = new Figures();
  });

  it('are unknown at first', () => {
    expect(figures.tell()).toMatchObject({
      liverc_answer: NEVER,
      first_row: NEVER,
      full_discovery: NEVER,
      discoveries: { total: 0, without_liverc: 0, skipped: 0 },
      imports: { total: 0, followed_by_search: 0 },
    });
  });

  it('tell the median and what nineteen of twenty keep, of the newest 500', () => {
    for (let ms = 1; ms <= 1_000; ms += 1) figures.noteAnswer(ms * 10);

    expect(figures.tell().liverc_answer).toEqual({
      count: 1_000,
      median_seconds: 7.5,
      p95_seconds: 9.75,
    });
  });

  it('time discoveries that asked LiveRC alone, and whole ones where all months came', () => {
    figures.noteDiscovery(ASKED);
    figures.noteDiscovery({ ...ASKED, complete: false, firstRowMs: null });
    figures.noteDiscovery({ ...ASKED, answeredBy: 'store', firstRowMs: 1 });
    figures.noteDiscovery({ ...ASKED, answeredBy: 'skipped', firstRowMs: null });

    expect(figures.tell()).toMatchObject({
      first_row: { count: 1, median_seconds: 0.8 },
      full_discovery: { count: 1, median_seconds: 3 },
      discoveries: { total: 4, without_liverc: 2, skipped: 1 },
    });
  });

  it('count a search within a minute of an import by the same caller, once an import', () => {
    figures.noteImport('somebody', 0);
    figures.noteImport('another', 0);
    expect(figures.noteSearch('nobody', 1)).toBe(false);
    expect(figures.noteSearch('somebody', 59_999)).toBe(true);
    expect(figures.noteSearch('somebody', 60_000)).toBe(false);
    expect(figures.noteSearch('another', 60_000)).toBe(false);

    expect(figures.tell().imports).toEqual({ total: 2, followed_by_search: 1 });
  });
});
