import { shareOf } from '../src/replicas/share.js';

describe('the share of one of several processes', () => {
  it.each([1, 2, 3, 7, 10])('of ten requests makes ten together with those of %s', (processes) => {
    const shares = Array.from({ length: processes }, (_, rank) => shareOf(10, processes, rank));

    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(10);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  });

  it('is one where there are more processes than requests', () => {
    expect([0, 1, 2].map((rank) => shareOf(2, 3, rank))).toEqual([1, 1, 1]);
  });
});
