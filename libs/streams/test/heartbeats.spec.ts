import { concat, firstValueFrom, type Observable, of, timer, ignoreElements, toArray } from 'rxjs';
import type { DiscoveryRecord } from '@trackside/contracts';
import { withHeartbeats } from '../src/heartbeats.js';

const started: DiscoveryRecord = {
  type: 'started',
  months: [],
  months_requested: 0,
  truncated: false,
};
const done: DiscoveryRecord = {
  type: 'done',
  total: 0,
  complete: true,
  months: { complete: 0, partial: 0, failed: 0 },
  elapsed_ms: 0,
};

function types(records: Observable<DiscoveryRecord>): Promise<string[]> {
  return firstValueFrom(records.pipe(withHeartbeats(20), toArray())).then((all) =>
    all.map(({ type }) => type),
  );
}

describe('heartbeats', () => {
  it('fill a silence, and only a silence', async () => {
    const silence = timer(90).pipe(ignoreElements());

    const seen = await types(concat(of(started), silence, of(done)));

    expect(seen[0]).toBe('started');
    expect(seen.at(-1)).toBe('done');
    expect(seen.slice(1, -1).length).toBeGreaterThanOrEqual(1);
    expect(new Set(seen.slice(1, -1))).toEqual(new Set(['heartbeat']));
    expect(await types(of(started, done))).toEqual(['started', 'done']);
  });
});
