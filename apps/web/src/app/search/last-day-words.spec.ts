import type { MatchingClass } from '@trackside/contracts';
import { lastDayWords } from './last-day-words';

function of(class_name: string | null, fastest_lap_seconds: number | null): MatchingClass {
  return { class_name, session_count: 2, fastest_lap_seconds };
}

function words(best: number | null, ...matching_classes: MatchingClass[]): string {
  const count = { matching_sessions: 2 * matching_classes.length };
  return lastDayWords({ ...count, matching_fastest_lap_seconds: best, matching_classes });
}

describe('my last day', () => {
  it('of one class has its best', () => {
    expect(words(24.942, of('1/10 Open', 24.942))).toBe('2 sessions, best 24.942');
    expect(words(null, of(null, null))).toBe('2 sessions');
  });

  it('of several classes has the best of each, and none over all of them', () => {
    const both = words(22.399, of('1/10 Open', 22.399), of('Truggy', 28.119), of(null, null));
    expect(both).toBe('6 sessions: 1/10 Open best 22.399, Truggy best 28.119, no class');
  });

  it('that an older version kept on the device has no classes', () => {
    const kept = { matching_sessions: 1, matching_fastest_lap_seconds: 24.942 };
    expect(lastDayWords(kept as Parameters<typeof lastDayWords>[0])).toBe('1 session, best 24.942');
  });
});
