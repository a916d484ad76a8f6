import type { DiscoverRangeResult } from '@trackside/contracts';
import { Client } from 'pg';
import { TrackChanges } from '../../libs/practice-days/src/day/track-changes.js';
import { MovedClock } from './support/clock.js';
import { DatabaseRelay } from './support/database-relay.js';
import { ingest } from './support/imports.js';
import { discoverRange, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, startTrackside, trackId, type Trackside } from './support/trackside.js';
import { overTheWire, textOf } from './support/wire.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const RANGE = { track_id, start_date: '2025-09-01', end_date: '2025-10-31' };
const DISCOVER = '/practice-days/discover-range';
const LOCK = 'BEGIN; LOCK TABLE tracks, practice_days, practice_months IN ACCESS EXCLUSIVE MODE';

describe('an answer about a range that is known', () => {
  const stage = trackside({ simulator: { today: '2025-10-31' } });
  const discover = (range: object = RANGE): Promise<DiscoverRangeResult> =>
    discoverRange(stage, { ...RANGE, ...range });
  const withoutTime = ({ elapsed_ms: _, ...rest }: DiscoverRangeResult): object => rest;

  /** Asks until the answer is kept: the first one reads LiveRC, the second the store. */
  async function known(): Promise<DiscoverRangeResult> {
    await discover();
    await discover();
    return discover();
  }

  /** The answer while the tables can't be read; it is there only if nobody asks them. */
  async function whileTablesAreLocked<T>(ask: () => Promise<T>): Promise<T> {
    const lock = new Client({ connectionString: stage.databaseUrl });
    await lock.connect();
    await lock.query(LOCK);
    try {
      return await ask();
    } finally {
      await lock.end();
    }
  }

  it('is given again without a question to the database, and is the same', async () => {
    const first = await known();
    const again = await whileTablesAreLocked(() => discover());

    expect(first.practice_days.length).toBeGreaterThan(0);
    expect(withoutTime(again)).toEqual(withoutTime(first));
    expect(again.elapsed_ms).toBe(0);
    expect(again.months.every(({ source }) => source === 'cache')).toBe(true);
  });

  it.each(['br', 'gzip', 'zstd'])('is the same as %s, again and again', async (encoding) => {
    const plain = await known();
    const take = (): Promise<string> =>
      overTheWire(stage, `/api/v1${DISCOVER}`, {
        method: 'POST',
        body: RANGE,
        headers: { 'accept-encoding': encoding },
      }).then((answer) => {
        expect(answer.headers['content-encoding']).toBe(encoding);
        expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
        expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
        return textOf(answer);
      });
    const texts = [await take(), await take()];

    for (const text of texts) {
      const { data } = JSON.parse(text) as { data: DiscoverRangeResult };
      expect(withoutTime(data)).toEqual(withoutTime(plain));
    }
  });

  it('belongs to its own range, slug and wish', async () => {
    await known();
    const october = await discover({ start_date: '2025-10-01' });
    const wrong = await post(stage, DISCOVER, { ...RANGE, track_slug: 'marrowgate' });

    expect(october.months_queried).toBe(1);
    expect(wrong.status).toBe(400);
    stage.simulator.requests.clear();
    await discover({ refresh: true });
    expect(pagesAsked(stage.simulator)).toBeGreaterThan(0);
  });

  it('is made anew after somebody changed a day of it', async () => {
    const [day] = (await known()).practice_days;
    await stage.query(
      `UPDATE practice_days SET total_laps = total_laps + 1
       WHERE track_id = '${track_id}' AND date = '${day!.date}'`,
    );

    await stage.until(async () => {
      const [changed] = (await discover()).practice_days;
      return changed!.total_laps === day!.total_laps + 1;
    });
  });

  it.each([
    [
      'a day changes',
      `UPDATE practice_days SET total_laps = 1 WHERE track_id = '${track_id}'`,
      true,
    ],
    ['a day goes', `DELETE FROM practice_days WHERE track_id = '${track_id}'`, true],
    ['a month goes', `DELETE FROM practice_months WHERE track_id = '${track_id}'`, true],
    ['its months are others', `UPDATE tracks SET practice_months = '{201912}'`, true],
    ['all days are gone', 'TRUNCATE practice_days CASCADE', true],
    ['another track’s days change', `UPDATE practice_days SET month = month WHERE false`, false],
    ['its name is another', `UPDATE tracks SET name = 'Other'`, false],
  ])('hears whether the track’s practice changes: %s', async (_, change, isHeard) => {
    await known();
    const changes = stage.app.get(TrackChanges, { strict: false });
    const other = trackId('marrowgate');
    const [before, otherBefore] = [changes.revisionOf(track_id), changes.revisionOf(other)];
    await stage.query(change);
    // Messages keep the order of commits: this one comes after what the change has told.
    await stage.query(`SELECT pg_notify('trackside_practice', '${other}')`);
    await stage.until(() => changes.revisionOf(other) !== otherBefore);

    expect(changes.revisionOf(track_id) !== before).toBe(isHeard);
  });

  it('is asked of LiveRC again once a month in it has aged', async () => {
    const clock = new MovedClock();
    clock.govern(stage);
    await known();
    clock.move(40 * 86_400);
    stage.simulator.requests.clear();
    await discover();

    expect(pagesAsked(stage.simulator)).toBeGreaterThan(0);
  });

  describe('on another replica', () => {
    let relay: DatabaseRelay;
    let other: Trackside;

    beforeEach(async () => {
      relay = await DatabaseRelay.to(stage.databaseUrl);
      const environment = { DATABASE_URL: stage.databaseUrl, DATABASE_LISTEN_URL: relay.url };
      other = await startTrackside(stage.databaseUrl, stage.liverc, environment);
    });

    afterEach(async () => {
      await other.close();
      await relay.close();
    });

    /** A month with a day of practice, and whether the other replica says that it is imported. */
    const day = '2025-10-04';
    const coveredThere = async (): Promise<boolean> => {
      const { months } = await discoverRange(other, { track_id, start_date: day, end_date: day });
      return months[0]!.covered;
    };

    it('says so as soon as its days are imported on this one', async () => {
      await known();
      for (let times = 0; times < 3; times += 1) {
        expect(await coveredThere()).toBe(false);
      }
      await ingest(stage, SLUG, day);

      await stage.until(coveredThere, 5_000);
    });

    it('says so at once where no message comes any more', async () => {
      await known();
      for (let times = 0; times < 3; times += 1) await coveredThere();
      await relay.close();
      await ingest(stage, SLUG, day);

      expect(await coveredThere()).toBe(true);
    });
  });
});
