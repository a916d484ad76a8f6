import { ago, dayWords, isOld } from './age';

const NOW = Date.parse('2025-11-16T12:00:00Z');

function before(milliseconds: number): string {
  return new Date(NOW - milliseconds).toISOString();
}

describe('age', () => {
  it('is told in the unit that matters', () => {
    expect(ago(before(1_000), NOW)).toBe('just now');
    expect(ago(before(5 * 60_000), NOW)).toBe('5 min ago');
    expect(ago(before(3 * 3_600_000), NOW)).toBe('3 h ago');
    expect(ago(before(50 * 3_600_000), NOW)).toBe('2 days ago');
  });

  it('of a copy is a day', () => {
    expect(dayWords(before(60_000), NOW)).toBe('today');
    expect(dayWords(before(24 * 3_600_000), NOW)).toBe('yesterday');
    expect(dayWords('2025-10-25T12:00:00Z', NOW)).toBe('25 Oct');
  });

  it('counts as old after a day', () => {
    expect(isOld(before(23 * 3_600_000), NOW)).toBe(false);
    expect(isOld(before(25 * 3_600_000), NOW)).toBe(true);
  });
});
