import { SimulatedWeek, type Spared, type WeekResult } from './simulated-week.js';

const WATCHED_FROM = new Date('2026-03-02T00:00:00Z');
const THURSDAY = new Date('2026-03-12T00:00:00Z');
const SATURDAY = new Date('2026-03-14T00:00:00Z');
/** In which people search: four on each weekday, twelve on saturday and on sunday. */
const HOURS = { weekdays: 20, weekend: 24 };

const part = ({ spared, searches }: Spared): number => spared / searches;

describe('a week of 2,000 searches by 200 people for 100 tracks, as popular as Zipf has it', () => {
  it('waits for LiveRC seldom on weekday evenings and less often at weekends, within the budget', () => {
    const { thursday, saturday } = play(2_000);

    expect(part(thursday.weekdays)).toBeGreaterThan(0.85);
    expect(part(saturday.weekend)).toBeGreaterThan(0.55);
    expect(thursday.mostRequestsADay).toBeLessThanOrEqual(2_000);
    expect(saturday.mostRequestsADay).toBeLessThanOrEqual(2_000);
  });

  it('needs no request for nine searches of ten, where three times the budget is allowed', () => {
    const { thursday, saturday } = play(6_000);
    const spared =
      part(thursday.weekdays) * HOURS.weekdays + part(saturday.weekend) * HOURS.weekend;

    expect(spared / (HOURS.weekdays + HOURS.weekend)).toBeGreaterThanOrEqual(0.9);
  });

  it('waits mostly, where nothing is read ahead', () => {
    expect(part(play(0).thursday.weekdays)).toBeLessThan(0.35);
  });
});

/** A thursday and a saturday after a week in which searches are remembered. */
function play(budget: number): { thursday: WeekResult; saturday: WeekResult } {
  const week = new SimulatedWeek({ budget, searches: 2_000, seed: 7 });
  week.watch(WATCHED_FROM, 7);
  return { thursday: week.run(THURSDAY, 1), saturday: week.run(SATURDAY, 1) };
}
