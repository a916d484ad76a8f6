import { clockOf, lapTime, percent } from './lap-time';

describe('a lap time', () => {
  it('reads as LiveRC writes it', () => {
    expect(lapTime(34.746)).toBe('34.746');
    expect(lapTime(62.345)).toBe('1:02.345');
    expect(lapTime(5.1)).toBe('5.100');
    expect(lapTime(3725.004)).toBe('62:05.004');
  });

  it('rounds up into the next minute', () => {
    expect(lapTime(59.9996)).toBe('1:00.000');
  });

  it('that nobody tells is a dash', () => {
    expect(lapTime(null)).toBe('–');
    expect(percent(null)).toBe('–');
    expect(clockOf(null)).toBe('–');
  });
});

describe('other figures', () => {
  it('are short', () => {
    expect(percent(93.42)).toBe('93.4 %');
    expect(percent(100)).toBe('100.0 %');
    expect(clockOf('2025-10-25T09:05:59')).toBe('09:05');
  });
});
