import { clockOf, formatClock, secondsIntoDay } from './clock';

it('goes on after midnight, so that an evening stays one line', () => {
  expect(secondsIntoDay('2025-10-25T14:43:27', '2025-10-25')).toBe(53_007);
  expect(secondsIntoDay('2025-10-26T00:10:00', '2025-10-25')).toBe(87_000);
  expect(secondsIntoDay('2026-01-01T00:00:01', '2025-12-31')).toBe(86_401);
  expect(secondsIntoDay(null, '2025-10-25')).toBeNull();
});

it('reads as a clock does', () => {
  expect([formatClock(53_007), formatClock(87_000), clockOf('2025-10-25T09:05:59')]).toEqual([
    '14:43',
    '00:10',
    '09:05',
  ]);
  expect(clockOf(null)).toBe('–');
});
