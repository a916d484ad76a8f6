import { type Turn, Waiters } from './waiters.js';

const ANNA: Turn = { key: 'anna', lane: 'people' };
const BEN: Turn = { key: 'ben', lane: 'people' };

describe('those who wait for the same pages', () => {
  it('are told of as they come and go, one key once', () => {
    const waiters = Waiters.of(ANNA);
    const told: string[] = [];
    const end = waiters.listen({
      came: ({ key }) => told.push(`${key} came`),
      left: ({ key }) => told.push(`${key} left`),
    });
    const ben = waiters.come(BEN);
    const benAgain = waiters.come({ ...BEN });
    ben.leave();
    ben.leave();
    expect(waiters.turns).toEqual([ANNA, BEN]);
    benAgain.leave();
    end();
    waiters.come(BEN);
    expect(told).toEqual(['ben came', 'ben came', 'ben left']);
  });

  it('inherit the failure of a page only when they came after it was asked for', () => {
    const waiters = new Waiters();
    const anna = waiters.come(ANNA);
    const askedFor = waiters.arrivals;
    const ben = waiters.come(BEN);
    waiters.noteFailure(askedFor);
    const late = waiters.come(BEN);
    expect([anna.inherits, ben.inherits, late.inherits]).toEqual([false, true, false]);
  });
});
