import { Observable, Subject } from 'rxjs';
import type { Turn } from '@trackside/liverc-scraper';
import type { MonthOutcome } from '../src/discovery/discovery-records.js';
import type { PracticeWish } from '../src/discovery/discovery-request.js';
import type { RangeDiscovery } from '../src/discovery/range-discovery.js';
import { SharedDiscoveries } from '../src/discovery/shared-discoveries.js';
import type { StoredTrack } from '@trackside/tracks';
import { TRACK } from './known-practice.js';

const MONTH = { year: 2025, month: 10 };
const RANGE = {
  months: [MONTH],
  monthsRequested: 1,
  truncated: false,
  startDate: '2025-10-01',
  endDate: '2025-10-31',
  signature: '',
};
const ANNA: Turn = { key: 'anna', lane: 'people' };
const BEN: Turn = { key: 'ben', lane: 'people' };
const FAILED: MonthOutcome = { kind: 'failed', month: MONTH, failure: new Error('no') };

/** A discovery that the test drives. */
interface Driven {
  wish: PracticeWish;
  steps: Subject<MonthOutcome>;
  asks: () => void;
  left: boolean;
}

describe('a crowd that wants the same range', () => {
  let begun: Driven[];
  let discoveries: SharedDiscoveries;

  function join(turn = ANNA, change: Partial<PracticeWish> = {}) {
    const told: string[] = [];
    const wish = { range: RANGE, refresh: false, skipCovered: false, turn, ...change };
    const subscription = discoveries.join(TRACK as StoredTrack, wish).subscribe({
      next: ({ type }) => told.push(type),
      complete: () => told.push('end'),
    });
    return { told, leave: () => subscription.unsubscribe() };
  }

  beforeEach(() => {
    begun = [];
    const discover: RangeDiscovery['discover'] = (_track, wish, asks = () => undefined) =>
      new Observable((subscriber) => {
        const driven = { wish, steps: new Subject<MonthOutcome>(), asks, left: false };
        begun.push(driven);
        const inner = driven.steps.subscribe(subscriber);
        return () => {
          driven.left = true;
          inner.unsubscribe();
        };
      });
    discoveries = new SharedDiscoveries({ discover } as RangeDiscovery);
  });

  it('has one discovery, and all are told the same', () => {
    const [anna, ben] = [join(ANNA), join(BEN)];
    begun[0]!.asks();
    begun[0]!.steps.next(FAILED);
    begun[0]!.steps.complete();

    expect(begun).toHaveLength(1);
    expect(anna.told).toEqual(['month_failed', 'end']);
    expect(ben.told).toEqual(anna.told);
  });

  it('lends it the turns of all, each once', () => {
    for (const turn of [ANNA, BEN, ANNA, BEN]) join(turn);

    expect(begun[0]!.wish.company).toEqual([ANNA, BEN]);
  });

  it('keeps it until the last one has left', () => {
    const [anna, ben] = [join(ANNA), join(BEN)];
    anna.leave();
    expect(begun[0]!.left).toBe(false);
    ben.leave();

    expect(begun[0]!.left).toBe(true);
  });

  it('begins another one when LiveRC has been asked: what failed before is not theirs', () => {
    join(ANNA);
    begun[0]!.asks();
    const ben = join(BEN);
    begun[0]!.steps.next(FAILED);

    expect(begun).toHaveLength(2);
    expect(begun[1]!.wish.company).toEqual([BEN]);
    expect(ben.told).toEqual([]);
  });

  it('begins another one when all have left', () => {
    join(ANNA).leave();
    join(BEN);

    expect(begun).toHaveLength(2);
    expect(begun[1]!.left).toBe(false);
  });

  it('has another one for another range, a refresh, months without imported days, the background', () => {
    const others: Partial<PracticeWish>[] = [
      { range: { ...RANGE, startDate: '2025-10-02' } },
      { refresh: true },
      { skipCovered: true },
      { turn: { key: 'anna', lane: 'background' } },
    ];
    join();
    for (const change of others) join(ANNA, change);

    expect(begun).toHaveLength(5);
  });
});
