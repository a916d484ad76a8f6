import { bustleOf, canStillGrow, growingDates, pauseOf } from '../src/running-day.js';

const MINUTE_MS = 60_000;

describe('a practice day that is running', () => {
  const grows = (at: string, sinceNewsMinutes: number | null): boolean =>
    canStillGrow(
      '2026-11-20',
      new Date(at),
      sinceNewsMinutes === null ? null : sinceNewsMinutes * MINUTE_MS,
    );

  it('can grow until its date is over at UTC-12, whether or not a session came', () => {
    expect(grows('2026-11-21T11:59:59Z', null)).toBe(true);
    expect(grows('2026-11-21T11:59:59Z', 600)).toBe(true);
    expect(grows('2026-11-21T12:00:00Z', null)).toBe(false);
  });

  it('grows on after its date while sessions come', () => {
    expect(grows('2026-11-21T12:00:00Z', 119)).toBe(true);
    expect(grows('2026-11-21T12:00:00Z', 120)).toBe(false);
  });

  it('grows no longer than two days after its date', () => {
    expect(grows('2026-11-23T11:59:59Z', 1)).toBe(true);
    expect(grows('2026-11-23T12:00:00Z', 1)).toBe(false);
  });

  it('has a date that is today somewhere on earth', () => {
    expect(growingDates(new Date('2026-11-20T11:00:00Z'))).toEqual({
      from: '2026-11-19',
      until: '2026-11-21',
    });
  });

  it.each([
    [null, 'busy', 30],
    [19, 'busy', 30],
    [20, 'slow', 120],
    [59, 'slow', 120],
    [60, 'quiet', 300],
  ] as const)(
    'is looked at by how long ago a session came: %s minutes, %s',
    (since, name, pause) => {
      const bustle = bustleOf('2026-11-20', since === null ? null : since * MINUTE_MS);

      expect(bustle).toBe(name);
      expect(pauseOf(bustle, 30)).toBe(pause);
    },
  );

  it('is looked for as rarely as at a quiet one while none is listed', () => {
    expect(pauseOf(bustleOf(null, null), 30)).toBe(300);
    expect(pauseOf(bustleOf(null, 0), 30)).toBe(300);
  });
});
