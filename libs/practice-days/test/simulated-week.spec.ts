import { SimulatedWeek, type Spared } from './simulated-week.js';

const part = ({ spared, searches }: Spared): number => spared / searches;

describe('a week of 2,000 searches for 100 tracks, as popular as Zipf has it', () => {
  it('waits for LiveRC seldom on weekday evenings and less often at weekends, within the budget', () => {
    const week = new SimulatedWeek({ budget: 2_000, searches: 2_000, seed: 7 });
    const unread = new SimulatedWeek({ budget: 0, searches: 2_000, seed: 7 });
    for (const each of [week, unread]) each.watch(new Date('2026-03-02T00:00:00Z'), 7);

    const thursday = week.run(new Date('2026-03-12T00:00:00Z'), 1);
    const saturday = week.run(new Date('2026-03-14T00:00:00Z'), 1);
    const without = unread.run(new Date('2026-03-12T00:00:00Z'), 3);

    expect(part(thursday.weekdays)).toBeGreaterThan(0.85);
    expect(part(saturday.weekend)).toBeGreaterThan(0.55);
    expect(part(without.weekdays)).toBeLessThan(0.35);
    expect(thursday.mostRequestsADay).toBeLessThanOrEqual(2_000);
    expect(saturday.mostRequestsADay).toBeLessThanOrEqual(2_000);
  });
});
